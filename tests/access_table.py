"""Who may open what: every address of the application × method × role → one status.

To add a page: add a row. `args` names the attributes of a scene (tests/world.py) that fill the address in. The columns are
anonymous, viewer, communicator, reviewer, manager, administrator:

  in   is sent to the sign-in page          go   done, sent on to another page
  200  sees it (a form sent empty shows what is missing)
  403  lacks the right                      404  for this person there is nothing here

`get` and `post` are what each role gets on an incident open to all; a method without a column is answered 405 to everyone.
`restricted` is what each role gets, by any method, when the incident is restricted and does not name them; somebody whom
it names gets what their role gets. It must be given wherever the address belongs to an incident.
"""

from dataclasses import dataclass
from typing import Any

ROLES = ("anonymous", "viewer", "communicator", "reviewer", "manager", "administrator")

# The usual answers.               anon viewer comm review manager admin
READ = "in 200 200 200 200 200"
EDIT = "in 403 200 200 200 200"
MANAGE = "in 403 403 403 200 403"
CONFIGURE = "in 403 403 403 200 200"
ADMINISTER = "in 403 403 403 403 200"
EVERYBODY = "200 200 200 200 200 200"
NOBODY = "404 404 404 404 404 404"
EDIT_GO = "in 403 go go go go"
MANAGE_GO = "in 403 403 403 go 403"
# What the manager keeps for herself: nobody else has it, whatever they may do.
OF_THE_MANAGER = "in 404 404 404 200 404"
# On an incident that does not name them.
HIDDEN = "in 404 404 404 404 404"
HIDDEN_EDIT = "in 403 404 404 404 404"
HIDDEN_MANAGE = "in 403 403 403 404 403"
HIDDEN_ADMINISTER = "in 403 403 403 403 404"


@dataclass(frozen=True)
class Row:
    name: str
    args: str = ""
    get: str = ""
    post: str = ""
    restricted: str = ""
    data: Any = None  # what is posted; nothing by default
    grows: bool = True  # its queries are counted with 2 and with 20 rows
    page: bool = True  # False: what GET answers is not a page for people

    def statuses(self, method: str) -> dict[str, str]:
        column = {"GET": self.get, "POST": self.post}[method]
        return dict(zip(ROLES, column.split() if column else ["405"] * 6, strict=True))


REVIEW = "in 403 403 200 200 403"
EDIT_422 = "in 403 422 422 422 422"


def read(name, args="", **more):
    return Row(
        name,
        args,
        get=READ,
        restricted=HIDDEN if "reference" in args.split() or more.pop("hidden", False) else "",
        **more,
    )


def edit_form(name, args="", **more):
    hidden = "reference" in args.split() or more.pop("hidden", False)
    return Row(name, args, get=EDIT, post=EDIT, restricted=HIDDEN_EDIT if hidden else "", **more)


def edit_act(name, args="", **more):
    hidden = "reference" in args.split() or more.pop("hidden", False)
    return Row(name, args, post=EDIT_GO, restricted=HIDDEN_EDIT if hidden else "", **more)


def manage_act(name, args="", **more):
    hidden = "reference" in args.split() or more.pop("hidden", False)
    return Row(name, args, post=MANAGE_GO, restricted=HIDDEN_MANAGE if hidden else "", **more)


CORE = [
    read("postincident:home"),
    read("postincident:incident-list"),
    Row("postincident:incident-add", get=MANAGE, post=MANAGE),
    read("postincident:incident-detail", "reference"),
    edit_form("postincident:incident-edit", "reference"),
    read("postincident:incident-activity", "reference"),
    Row("postincident:incident-resolve", "reference", get=EDIT, post=EDIT, restricted=HIDDEN_EDIT),
    Row("postincident:incident-access", "reference", get=MANAGE, post=MANAGE_GO, restricted=HIDDEN_MANAGE),
    manage_act("postincident:access-take", "reference named"),
    manage_act("postincident:incident-unrestrict", "reference"),
    manage_act("postincident:incident-close", "reference"),
    manage_act("postincident:incident-reopen", "reference"),
    manage_act("postincident:incident-adopt", "reference"),
    read("postincident:incident-facts", "reference"),
    Row("postincident:fact-add", "reference", post=EDIT_422, restricted=HIDDEN_EDIT),
    edit_form("postincident:fact-edit", "reference fact"),
    edit_act("postincident:fact-remove", "reference extra_fact"),
    Row("postincident:timeline-add", "reference", post=EDIT_422, restricted=HIDDEN_EDIT),
    edit_form("postincident:timeline-edit", "reference entry"),
    edit_act("postincident:timeline-remove", "reference entry"),
    read("postincident:incident-improvements", "reference"),
    edit_form("postincident:improvement-add", "reference"),
    edit_form("postincident:improvement-edit", "reference improvement"),
    Row("postincident:task-override", "reference task", get=MANAGE, post=MANAGE, restricted=HIDDEN_MANAGE),
    manage_act("postincident:task-restore", "reference overridden_task"),
    Row("postincident:confirmation-add", "reference confirmation", get=EDIT, post=EDIT_GO, restricted=HIDDEN_EDIT),
    edit_act("postincident:confirmation-withdraw", "reference confirmed"),
    read("postincident:service-list"),
    Row("postincident:service-add", get=CONFIGURE, post=CONFIGURE),
    Row("postincident:service-edit", "service", get=CONFIGURE, post=CONFIGURE),
    read("postincident:more"),
    read("postincident:help"),
    Row("postincident:account", get=READ, post=READ),
    Row("postincident:appearance", get=ADMINISTER, post=ADMINISTER.replace("200", "go")),
    Row("postincident:appearance-css", get=EVERYBODY, page=False),
    Row("postincident:appearance-logo", get=EVERYBODY, page=False),
    Row("postincident:healthz", get=EVERYBODY, page=False),
]

ARCHIVE = [
    read("archive:search"),
    read("archive:search-suggest", page=False),
    read("archive:saved-list"),
    Row("archive:saved-add", get=READ, post=READ),
    Row("archive:saved-edit", "saved", get=OF_THE_MANAGER, post=OF_THE_MANAGER),
    Row("archive:saved-remove", "saved", post="in 404 404 404 go 404"),
    read("archive:record-detail", "record", hidden=True),
    read("archive:record-as-sent", "record", hidden=True),
    read("archive:record-print", "record", hidden=True),
    read("archive:record-compare", "correction", hidden=True),
    read("archive:record-export", "record", hidden=True, page=False),
    read("archive:record-mail", "record", hidden=True, page=False),
    read("archive:search-export", page=False),
    Row("archive:export-order", get=READ, post="in go go go go go"),
    read("archive:export-detail"),
    Row("archive:export-download", get=OF_THE_MANAGER, page=False),
    Row("archive:record-redact", "record", get=ADMINISTER, post=ADMINISTER, restricted=HIDDEN_ADMINISTER),
    manage_act("archive:record-publish", "record", hidden=True),
    Row(
        "archive:publication-withdraw",
        "published_record publication",
        get=MANAGE,
        post=MANAGE,
        restricted=HIDDEN_MANAGE,
    ),
    Row("archive:import-list", get=MANAGE),
    Row("archive:import-add", get=MANAGE, post=MANAGE),
    Row("archive:import-detail", "run", get=MANAGE),
    Row("archive:import-columns", "table", get=MANAGE, post=MANAGE),
    Row("archive:import-report", "run", get=MANAGE, page=False),
    manage_act("archive:import-accept", "run"),
    manage_act("archive:import-discard", "run"),
    Row("archive:import-withdraw", "accepted_run", get=MANAGE, post=MANAGE),
    manage_act("archive:import-restore", "withdrawn_run"),
    read("archive:incident-records", "reference"),
    read("archive:incident-export", "reference", page=False),
    Row("archive:history-open", "reference", get=MANAGE, post=MANAGE, restricted=HIDDEN_MANAGE),
    Row("archive:history-close", "reference", get=MANAGE, post=MANAGE, restricted=HIDDEN_MANAGE),
    read("archive:incident-changes", "reference"),
    edit_form("archive:suggestion-make", "reference suggestion"),
    Row("archive:suggestion-made", "reference suggestion", post=EDIT, restricted=HIDDEN_EDIT),
    edit_form("archive:suggestion-decline", "reference suggestion"),
    read("archive:change-list"),
    edit_form("archive:change-add"),
    read("archive:change-detail", "change", hidden=True),
    read("archive:change-file", "change side", hidden=True, page=False),
    Row("archive:post-list", get=EVERYBODY),
    Row("archive:post-feed", get=EVERYBODY, page=False),
    Row("archive:post-feed-json", get=EVERYBODY, page=False),
    Row("archive:post-sitemap", get=EVERYBODY, page=False),
    Row("archive:robots", get=EVERYBODY, page=False),
    Row("archive:post-detail", "address", get=EVERYBODY),
    Row("archive:history-detail", "history_address", get=EVERYBODY),
    Row("archive:history-feed", "history_address", get=EVERYBODY, page=False),
]

COMMUNICATIONS = [
    read("communications:group-list"),
    Row("communications:group-add", get=CONFIGURE, post=CONFIGURE),
    read("communications:group-detail", "group"),
    Row("communications:group-edit", "group", get=CONFIGURE, post=CONFIGURE),
    Row("communications:endpoint-add", "group", post="in 403 403 403 422 422"),
    Row("communications:endpoint-remove", "group endpoint", post="in 403 403 403 go go"),
    Row("communications:endpoint-test", "group endpoint", post="in 403 403 403 go go"),
    Row("communications:endpoint-secret", "group endpoint", post="in 403 403 403 go go"),
    read("communications:contact-list"),
    Row("communications:contact-add", get=CONFIGURE, post=CONFIGURE),
    Row("communications:contact-import", get=CONFIGURE, post=CONFIGURE),
    read("communications:contact-detail", "contact"),
    Row("communications:contact-edit", "contact", get=CONFIGURE, post=CONFIGURE),
    Row("communications:contact-erase", "contact", get=CONFIGURE, post="in 403 403 403 go go"),
    Row("communications:contact-erase-address", get=CONFIGURE, post=CONFIGURE),
    Row("communications:contact-duplicates", get=CONFIGURE),
    Row("communications:contact-merge", "contact other_contact", get=CONFIGURE, post=CONFIGURE),
    read("communications:template-list"),
    Row("communications:template-detail", "template", get=READ, post=CONFIGURE),
    Row("communications:template-add", "template", post="in 403 403 403 go go"),
    Row("communications:template-look", "template", post="in 403 403 403 go go"),
    Row("communications:template-entrust", "template", get=CONFIGURE, post=CONFIGURE),
    read("communications:template-compare", "template"),
    Row("communications:template-version", "template first", get=READ, post=CONFIGURE),
    read("communications:glossary-list"),
    Row("communications:glossary-add", get=CONFIGURE, post=CONFIGURE),
    Row("communications:glossary-import", get=CONFIGURE, post=CONFIGURE),
    Row("communications:glossary-edit", "term", get=CONFIGURE, post=CONFIGURE),
    Row("communications:glossary-retire", "term", get=CONFIGURE, post=CONFIGURE),
    read("communications:incident-audiences", "reference"),
    Row("communications:audience-include", "reference", post=EDIT_422, restricted=HIDDEN_EDIT),
    edit_form("communications:audience-exclude", "reference audience"),
    edit_form("communications:audience-affected", "reference audience"),
    edit_act("communications:audience-affected-remove", "reference audience"),
    read("communications:incident-communications", "reference"),
    read("communications:incident-compare", "reference"),
    edit_form("communications:draft", "reference"),
    read("communications:draft-run", "reference draft_run"),
    # A form sent empty to a draft is shown again; a viewer is sent back to read it.
    Row("communications:communication-detail", "written", get=READ, post="in go 200 200 200 200", restricted=HIDDEN),
    edit_act("communications:communication-correct", "written", hidden=True),
    edit_act("communications:communication-follow", "written", hidden=True),
    edit_act("communications:communication-redraw", "written", hidden=True),
    edit_act("communications:communication-withdraw", "written", hidden=True),
    edit_act("communications:communication-cancel", "written", hidden=True),
    read("communications:communication-preview", "written", hidden=True),
    read("communications:communication-preview-body", "written", hidden=True),
    edit_act("communications:section-add", "written", hidden=True),
    edit_act("communications:section-remove", "written section", hidden=True),
    edit_act("communications:section-use-drawn", "written section", hidden=True),
    Row("communications:attachment-list", "written", get=READ, post="in 403 200 200 200 200", restricted=HIDDEN),
    read("communications:attachment-detail", "written attachment", hidden=True, page=False),
    edit_act("communications:attachment-remove", "written attachment", hidden=True),
    edit_act("communications:section-redraw", "written section", hidden=True),
    edit_act("communications:section-take", "written section", hidden=True),
    edit_act("communications:incident-redraw", "reference"),
    Row("communications:finding-check", "written", post=EDIT, restricted=HIDDEN_EDIT, page=False),
    edit_act("communications:finding-use", "written", hidden=True),
    Row("communications:finding-keep", "written", get=MANAGE, post=MANAGE, restricted=HIDDEN_MANAGE),
    manage_act("communications:override-withdraw", "written override", hidden=True),
    Row("communications:working-copy-keep", "written", post=EDIT, restricted=HIDDEN_EDIT, page=False),
    edit_act("communications:working-copy-discard", "written", hidden=True),
    edit_form("communications:comment-list", "written", hidden=True),
    edit_act("communications:comment-resolve", "written comment", hidden=True),
    edit_act("communications:comment-reopen", "written comment", hidden=True),
    Row(
        "communications:communication-review",
        "submitted",
        get=REVIEW,
        post=REVIEW,
        restricted="in 403 403 404 404 403",
    ),
    Row("communications:review-emergency", "submitted", get=MANAGE, post=MANAGE, restricted=HIDDEN_MANAGE),
    # Only who submitted it, or a manager, chooses; the others are told so on the page.
    Row(
        "communications:review-ask",
        "submitted",
        get=EDIT,
        post="in 403 go 200 go 200",
        restricted=HIDDEN_EDIT,
    ),
    Row("communications:reviewlink-add", "submitted", post=EDIT_422, restricted=HIDDEN_EDIT),
    edit_act("communications:reviewlink-revoke", "submitted outside_link", hidden=True),
    Row("communications:outside-review", "outside_token", get=EVERYBODY, post=EVERYBODY),
    Row("communications:outside-body", "outside_token", get=EVERYBODY, page=False),
    Row("communications:outside-attachment", "outside_token outside_file", get=EVERYBODY, page=False),
    read("communications:revision-detail", "submitted first", hidden=True),
    read("communications:revision-body", "submitted first", hidden=True),
    read("communications:commitment-list"),
    edit_act("communications:commitment-report", "commitment", hidden=True),
    edit_act("communications:communication-test", "written", hidden=True),
    Row("communications:communication-release", "written", get=MANAGE, post=MANAGE_GO, restricted=HIDDEN_MANAGE),
    Row("communications:incident-release", "reference", get=MANAGE, post=MANAGE, restricted=HIDDEN_MANAGE),
    read("communications:release-detail", "release", hidden=True),
    manage_act("communications:release-pause", "release", hidden=True),
    manage_act("communications:release-resume", "release", hidden=True),
    manage_act("communications:release-cancel", "release", hidden=True),
    manage_act("communications:release-retry", "release", hidden=True),
    manage_act("communications:release-unconfirmed", "release", hidden=True, data={"decision": "sent"}),
    manage_act("communications:release-publish", "release", hidden=True),
    edit_form("communications:delivery-resolve", "delivery", hidden=True),
    Row("communications:proof-list", "told_by_hand", get=READ, post="in 403 200 200 200 200", restricted=HIDDEN),
    read("communications:proof-detail", "told_by_hand proof", hidden=True, page=False),
    Row("communications:told", "told_token", get=EVERYBODY),
    Row("communications:unsubscribe", "unsubscribe_token", get=EVERYBODY, post=EVERYBODY),
    Row("communications:sign-up", "open_group", get=EVERYBODY, post=EVERYBODY),
    Row("communications:sign-up-confirm", "sign_up_token", get=EVERYBODY, post=EVERYBODY),
    Row("communications:preferences", "preferences_token", get=EVERYBODY, post=EVERYBODY),
    Row("communications:contact-void-links", "contact", post="in 403 403 403 go go"),
    Row("communications:contact-write-again", "contact", post="in 403 403 403 go go"),
]

FEEDBACK = [
    read("feedback:response-list"),
    read("feedback:trends"),
    read("feedback:communication-review", "reference"),
    edit_act("feedback:response-quote", "response", hidden=True),
    edit_act("feedback:response-tag"),
    Row("feedback:response-detail", "response", get=READ, post=EDIT_GO, restricted=HIDDEN),
    edit_act("feedback:response-answered", "response", hidden=True),
    edit_act("feedback:suggestion-decide", "response", hidden=True, data={"refuse": "too-late"}),
    edit_form("feedback:response-reply", "response", hidden=True),
    Row("feedback:response-assign", "response", post=EDIT_GO, restricted=HIDDEN_EDIT),
    Row("feedback:response-note", "response", post=EDIT, restricted=HIDDEN_EDIT),
    Row("feedback:response-mask", "response", post="in 403 403 403 go go", restricted="in 403 403 403 404 404"),
    Row("feedback:questionnaire-list", get=READ, post=CONFIGURE),
    read("feedback:questionnaire-detail", "questionnaire"),
    Row("feedback:questionnaire-edit", "questionnaire", get=CONFIGURE, post=CONFIGURE),
    Row("feedback:questionnaire-retire", "questionnaire", get=CONFIGURE, post=CONFIGURE),
    read("feedback:theme-list"),
    edit_form("feedback:theme-add"),
    read("feedback:themes-decided", page=False),
    read("feedback:theme-detail", "theme"),
    read("feedback:theme-chain", "theme"),
    edit_form("feedback:theme-improve", "theme"),
    edit_form("feedback:theme-tell", "theme"),
    edit_form("feedback:response-improve", "response", hidden=True),
    edit_form("feedback:response-tell", "response", hidden=True),
    edit_form("feedback:theme-edit", "theme"),
    edit_act("feedback:theme-retire", "theme"),
    manage_act("feedback:theme-by-itself", "theme"),
    edit_form("feedback:theme-decline", "theme"),
    edit_form("feedback:theme-merge", "theme"),
    edit_act("feedback:theme-split", "theme"),
    read("feedback:incident-feedback", "reference"),
    edit_form("feedback:question-add", "reference"),
    edit_form("feedback:questions-bring-in", "reference"),
    edit_form("feedback:questions-faq", "reference"),
    edit_act("feedback:link-share", "reference told"),
    read("feedback:link-code", "reference told"),
    Row("feedback:link-revoke", "reference told", get=MANAGE, post=MANAGE_GO, restricted=HIDDEN_MANAGE),
    read("feedback:outreach-list", "reference"),
    edit_form("feedback:outreach-note", "reference key_contact"),
    edit_form("feedback:outreach-write", "reference key_contact"),
    edit_act("feedback:outreach-assign", "reference key_contact"),
    Row("feedback:answer-edit", "answer_token", get=NOBODY, post=NOBODY),
    Row("feedback:form", "form_token", get=EVERYBODY, post=EVERYBODY),
]

ROWS = CORE + ARCHIVE + COMMUNICATIONS + FEEDBACK
