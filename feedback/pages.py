"""What the pages of feedback put together, so that their views stay short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum
from django.http import HttpResponse
from django.utils.translation import gettext as _

from communications.models import Communication, Contact, StakeholderGroup
from feedback.figures import LABELS, finding, rated, ratings
from feedback.forms import ResponseFilter, ThemesForm
from feedback.links import url_of
from feedback.models import FeedbackLink, Lesson, Letter, Outreach, Response, Tally, Theme, ThemeRefusal, ThemeTag
from feedback.recurring import of_themes
from feedback.reply_forms import NoteForm, OwnerForm
from feedback.suggested import suggest_for
from feedback.told import asked, key_contacts, told_audiences
from postincident.access import SignedInRequest
from postincident.export import csv_response
from postincident.forms import Form
from postincident.models import Confirmation, Incident, User, in_sight_of

PER_PAGE = 25
KEYS = "1234567890bcdefghilmopqrstuvwz"  # of themes, in their order; the others move and decide


class Ahead(Paginator[Response]):
    """Looks through what is found once, as far as 500 past the page that is asked for: for the page, the count and the ratings."""

    MOST = 500

    def __init__(self, found: Any, per_page: int, number: str | None) -> None:
        asked = int(number) if number and number.isascii() and number.isdigit() and len(number) < 9 else 1
        limit = asked * per_page + self.MOST
        rows = list(found.values_list("pk", *LABELS)[:limit])
        super().__init__([pk for pk, *_given in rows], per_page)
        self.more = len(rows) == limit  # whether there may be more than were counted
        self.ratings = [] if self.more else rated((*given, 1) for _pk, *given in rows)[0]


def with_keys[T](themes: Sequence[T]) -> list[tuple[T, str]]:
    """Each with the key that stands for it; those beyond the keys there are have a blank."""
    return list(zip(themes, KEYS.ljust(len(themes)), strict=False))


def overview(responses: Any) -> dict[str, Any]:
    """What all of them say, whatever the list below was narrowed to."""
    said, n = ratings(responses)
    return {
        "ratings": said,
        "n": n,
        "untagged": responses.untagged().count(),
        "waiting": responses.awaiting_reply().count(),
        "heading": finding(said, n),
    }


def _narrowed(found: Any, number: str | None) -> Page[Any]:
    page = Ahead(found, PER_PAGE, number).get_page(number)
    rows = Response.objects.for_lists().in_bulk(page.object_list)
    page.object_list = [rows[pk] for pk in page.object_list if pk in rows]
    return page


def list_context(request: SignedInRequest, filtered: ResponseFilter, n: int) -> dict[str, Any]:
    """The page of these responses, of which there are `n` when nothing narrows them, and the themes to tag with."""
    number = request.GET.get("page")
    page: Any
    if filtered.narrows:
        page = _narrowed(filtered.found, number)
    else:
        pages = Paginator(filtered.found.for_lists(), PER_PAGE)
        pages.count = n
        page = pages.get_page(number)
        page.object_list = list(page.object_list)
    if request.user.can_edit:
        suggest_for(page.object_list)
    return {"filter": filtered, "page": page, "themes": with_keys(list(Theme.objects.in_use()))}


def decided(user: User) -> HttpResponse:
    """What people decided on themes, in the columns that `evaluate_themes` reads, and beside it what they refused. What a rule
    tagged alone is no decision: rules would be tried on themselves."""
    rows = (
        Response.objects.visible_to(user)
        .filter(
            Exists(ThemeTag.objects.filter(response=OuterRef("pk")).exclude(by=ThemeTag.By.RULE))
            | Exists(ThemeRefusal.objects.filter(response=OuterRef("pk")))
        )
        .with_words()
        .select_related("questionnaire")
        .prefetch_related("tags__theme", "refusals__theme")
        .order_by("pk")
    )
    return csv_response(
        "themes",
        ["text", "labels", "refused", "because"],
        (
            [
                row.all_words,
                ";".join(tag.theme.slug for tag in row.tags.all() if not tag.is_by_rule),
                ";".join(refusal.theme.slug for refusal in row.refusals.all()),
                ";".join(refusal.signs for refusal in row.refusals.all()),
            ]
            for row in rows.only("words", "answers", "questionnaire__questions").iterator(chunk_size=2000)
        ),
    )


def detail_context(response: Response, **forms: Form) -> dict[str, Any]:
    """The page of one response; `forms` are those that were sent and are shown again."""
    suggest_for([response])
    form = forms.get("form") or ThemesForm(response=response)
    themes = list(form.fields["themes"].queryset)  # type: ignore[attr-defined]
    return {
        "response": response,
        "form": form,
        "themes": with_keys(themes),
        "boxes": with_keys(list(form["themes"])),
        "owner_form": OwnerForm(initial={"owner": response.owner}),
        "note_form": NoteForm(),
        "by_rule": [tag for tag in response.tags.select_related("theme") if tag.is_by_rule],
        "letters": response.letters.select_related("by"),
        "notes": response.notes.select_related("by"),
    } | forms


def _named(tag: ThemeTag) -> str:
    return _("%(theme)s (by a rule)") % {"theme": tag.theme.name} if tag.is_by_rule else tag.theme.name


def export(responses: Any) -> HttpResponse:
    heading = [
        _("When"),
        _("Incident"),
        _("Group"),
        _("Source"),
        _("Clear"),
        _("Timely"),
        _("Complete"),
        _("Words"),
        _("Other answers"),
        _("Name"),
        _("Themes"),
        _("Asks for a reply"),
        _("Replied to"),
    ]
    rows = (
        [
            row.said_at.isoformat(),
            row.incident.reference,
            row.group or "",
            row.get_source_display(),
            row.clear,
            row.timely,
            row.complete,
            row.words,
            "\n".join(f"{question} {answer}" for question, answer in row.also_said),
            row.name,
            ", ".join(_named(tag) for tag in row.tags.all()),
            _("yes") if row.may_reply else "",
            row.answered_at and row.answered_at.isoformat(),
        ]
        for row in responses.for_lists().iterator(chunk_size=500)
    )
    return csv_response("feedback", heading, rows)


@dataclass(frozen=True)
class Invitation:
    """One communication and how its readers can answer. Never which of them did."""

    communication: Communication
    personal: int
    answers: int
    shared: FeedbackLink | None
    shared_url: str
    has_links: bool
    revoked: bool


def invitations(incident: Incident) -> list[Invitation]:
    """Links and answers are counted apart: in one query each link would stand there once for each answer."""
    rows = (
        Communication.objects.filter(incident=incident, state=Communication.State.RELEASED)
        .select_related("audience__group")
        .order_by("audience__group__priority", "kind", "round")
    )
    of_it = FeedbackLink.objects.filter(communication__incident=incident)
    said = Response.objects.filter(communication__incident=incident).order_by().values_list("communication")
    answers = dict(said.annotate(n=Count("pk")))
    kinds: Any = of_it.order_by().values("communication", "kind", live=Q(revoked_at=None)).annotate(n=Count("pk"))
    counts: dict[int, list[tuple[str, bool, int]]] = {}
    for row in kinds:
        counts.setdefault(row["communication"], []).append((row["kind"], row["live"], row["n"]))
    links = {link.communication_id: link for link in of_it.filter(kind=FeedbackLink.Kind.SHARED, revoked_at=None)}
    return [
        Invitation(
            row,
            sum(n for kind, _live, n in counts.get(row.pk, ()) if kind == FeedbackLink.Kind.PERSONAL),
            answers.get(row.pk, 0),
            links.get(row.pk),
            url_of(links[row.pk]) if row.pk in links else "",
            row.pk in counts,
            row.pk in counts and not any(live for _kind, live, _n in counts[row.pk]),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class ToReach:
    contact: Contact
    group: StakeholderGroup
    row: Outreach | None

    def suggested_words(self, incident: Incident) -> str:
        return _(
            "Hello %(name)s, we wrote to you about “%(title)s”. Was it clear, did it come in time, and did it tell you what you "
            "needed? What should we do better next time?"
        ) % {"name": self.contact.name, "title": incident.outside_title}

    @property
    def mailed(self) -> Letter | None:
        """The last mail to them."""
        letters = list(self.row.letters.all()) if self.row else []
        return letters[-1] if letters else None

    @property
    def is_lost(self) -> bool:
        """Nothing came of it yet, and the last mail to them did not arrive."""
        return self.mailed is not None and self.mailed.state in Letter.LOST and not (self.row and self.row.outcome)

    def is_late(self, now: datetime) -> bool:
        return self.row is not None and not self.row.outcome and self.row.due_at is not None and self.row.due_at < now


def to_reach(incident: Incident) -> list[ToReach]:
    """The key contacts of the audiences told, and whoever was reached out to before."""
    rows = {
        row.contact_id: row
        for row in Outreach.objects.filter(incident=incident, contact__erased_at=None)
        .select_related("contact", "owner", "group", "response", "by")
        .prefetch_related("letters")
    }
    keys = key_contacts([incident.pk], told_audiences([incident.pk]))[incident.pk]
    found = [ToReach(contact, audience.group, rows.pop(contact.pk, None)) for contact, audience in keys]
    return found + [ToReach(row.contact, row.group, row) for row in rows.values()]


def incident_page(user: User, incident: Incident) -> dict[str, Any]:
    """The parts of an incident's feedback page other than its responses."""
    reach = to_reach(incident)
    said = Confirmation.objects.filter(incident=incident, key=Confirmation.Key.NONE_RAISED, withdrawn_at=None)
    return {
        "asked": asked([incident.pk])[incident.pk],
        "invitations": invitations(incident),
        "reach": reach,
        "reached": sum(bool(to.row and to.row.outcome) for to in reach),
        "none_raised": said.select_related("by").first(),
        "questions": Response.objects.filter(incident=incident, source=Response.Source.QUESTION).count(),
        "incident_themes": Theme.objects.filter(tags__incident=incident)
        .annotate(n=Count("tags", filter=Q(tags__incident=incident)))
        .order_by("-n", "name"),
    }


def themes_with_counts(user: User) -> list[Any]:
    """Each theme with its responses and incidents, as far as the user may see them, and when it was last learned from."""
    said = Tally.objects.filter(in_sight_of(user), theme__isnull=False)
    counts = of_themes([said.values("theme", "incident").annotate(n=Sum("times"))])
    learned = Lesson.objects.visible_to(user).filter(theme=OuterRef("pk")).order_by("-at").values("at")[:1]
    themes: list[Any] = list(Theme.objects.annotate(learned_at=Subquery(learned)))
    for theme in themes:
        theme.incidents, theme.n = counts.get(theme.pk, (0, 0))
    return sorted(themes, key=lambda theme: (theme.retired, -theme.n, theme.name))


def lessons_of(user: User, theme: Theme) -> Any:
    """What was changed because of this theme."""
    lessons = Lesson.objects.visible_to(user).filter(theme=theme)
    return lessons.select_related("change", "improvement__incident", "by")
