from django.urls import path

from communications.views import (
    attachment,
    audience,
    commitment,
    communication,
    comparison,
    contact,
    draft,
    group,
    preview,
    release,
    review,
    reviewers,
    template,
    unsubscribe,
)

app_name = "communications"
urlpatterns = [
    # groups
    path("groups/", group.group_list, name="group-list"),
    path("groups/new/", group.group_add, name="group-add"),
    path("groups/<slug:slug>/", group.group_detail, name="group-detail"),
    path("groups/<slug:slug>/edit/", group.group_edit, name="group-edit"),
    path("groups/<slug:slug>/addresses/new/", group.endpoint_add, name="endpoint-add"),
    path("groups/<slug:slug>/addresses/<int:pk>/remove/", group.endpoint_remove, name="endpoint-remove"),
    path("contacts/", contact.contact_list, name="contact-list"),
    path("contacts/new/", contact.contact_add, name="contact-add"),
    path("contacts/import/", contact.contact_import, name="contact-import"),
    path("contacts/<int:pk>/", contact.contact_detail, name="contact-detail"),
    path("contacts/<int:pk>/edit/", contact.contact_edit, name="contact-edit"),
    path("contacts/<int:pk>/erase/", contact.contact_erase, name="contact-erase"),
    # templates
    path("templates/", template.template_list, name="template-list"),
    path("templates/<int:pk>/", template.template_detail, name="template-detail"),
    path("templates/<int:pk>/own/", template.template_add, name="template-add"),
    path("templates/<int:pk>/versions/<int:number>/", template.template_version, name="template-version"),
    # writing
    path("incidents/<str:reference>/audiences/", audience.incident_audiences, name="incident-audiences"),
    path("incidents/<str:reference>/audiences/include/", audience.audience_include, name="audience-include"),
    path("incidents/<str:reference>/audiences/<int:pk>/exclude/", audience.audience_exclude, name="audience-exclude"),
    path("incidents/<str:reference>/communications/", draft.incident_communications, name="incident-communications"),
    path("incidents/<str:reference>/compare/", comparison.incident_compare, name="incident-compare"),
    path("incidents/<str:reference>/draft/", draft.draft, name="draft"),
    path("incidents/<str:reference>/drafts/<int:pk>/", draft.draft_run, name="draft-run"),
    path("communications/<int:pk>/", communication.communication_detail, name="communication-detail"),
    path("communications/<int:pk>/correct/", draft.communication_correct, name="communication-correct"),
    path("communications/<int:pk>/follow/", draft.communication_follow, name="communication-follow"),
    path("communications/<int:pk>/redraw/", communication.communication_redraw, name="communication-redraw"),
    path("communications/<int:pk>/withdraw/", communication.communication_withdraw, name="communication-withdraw"),
    path("communications/<int:pk>/cancel/", communication.communication_cancel, name="communication-cancel"),
    path("communications/<int:pk>/preview/", preview.communication_preview, name="communication-preview"),
    path(
        "communications/<int:pk>/preview/body/",
        preview.communication_preview_body,
        name="communication-preview-body",
    ),
    path("communications/<int:pk>/sections/new/", communication.section_add, name="section-add"),
    path(
        "communications/<int:pk>/sections/<int:section_pk>/remove/", communication.section_remove, name="section-remove"
    ),
    path(
        "communications/<int:pk>/sections/<int:section_pk>/use-drawn/",
        communication.section_use_drawn,
        name="section-use-drawn",
    ),
    path("communications/<int:pk>/attachments/", attachment.attachment_list, name="attachment-list"),
    path(
        "communications/<int:pk>/attachments/<int:attachment_pk>/",
        attachment.attachment_detail,
        name="attachment-detail",
    ),
    path(
        "communications/<int:pk>/attachments/<int:attachment_pk>/remove/",
        attachment.attachment_remove,
        name="attachment-remove",
    ),
    path("communications/<int:pk>/review/", review.communication_review, name="communication-review"),
    path("communications/<int:pk>/reviewers/", reviewers.review_ask, name="review-ask"),
    path("communications/<int:pk>/revisions/<int:number>/", review.revision_detail, name="revision-detail"),
    path("communications/<int:pk>/revisions/<int:number>/body/", review.revision_body, name="revision-body"),
    path("commitments/", commitment.commitment_list, name="commitment-list"),
    path("commitments/<int:pk>/report/", commitment.commitment_report, name="commitment-report"),
    # sending
    path("communications/<int:pk>/test/", release.communication_test, name="communication-test"),
    path("communications/<int:pk>/release/", release.communication_release, name="communication-release"),
    path("releases/<int:pk>/", release.release_detail, name="release-detail"),
    path("releases/<int:pk>/pause/", release.release_pause, name="release-pause"),
    path("releases/<int:pk>/resume/", release.release_resume, name="release-resume"),
    path("releases/<int:pk>/cancel/", release.release_cancel, name="release-cancel"),
    path("releases/<int:pk>/retry/", release.release_retry, name="release-retry"),
    path("releases/<int:pk>/unconfirmed/", release.release_unconfirmed, name="release-unconfirmed"),
    path("releases/<int:pk>/publish/", release.release_publish, name="release-publish"),
    path("deliveries/<int:pk>/resolve/", release.delivery_resolve, name="delivery-resolve"),
    # public
    path("u/<str:token>/", unsubscribe.unsubscribe_page, name="unsubscribe"),
]
