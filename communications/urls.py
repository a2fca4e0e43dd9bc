from django.urls import path

from communications.views import audience, commitment, communication, draft, review, unsubscribe

app_name = "communications"
urlpatterns = [
    # writing
    path("incidents/<str:reference>/audiences/", audience.incident_audiences, name="incident-audiences"),
    path("incidents/<str:reference>/audiences/include/", audience.audience_include, name="audience-include"),
    path("incidents/<str:reference>/audiences/<int:pk>/exclude/", audience.audience_exclude, name="audience-exclude"),
    path("incidents/<str:reference>/communications/", draft.incident_communications, name="incident-communications"),
    path("incidents/<str:reference>/draft/", draft.draft, name="draft"),
    path("communications/<int:pk>/", communication.communication_detail, name="communication-detail"),
    path("communications/<int:pk>/correct/", draft.communication_correct, name="communication-correct"),
    path("communications/<int:pk>/redraw/", communication.communication_redraw, name="communication-redraw"),
    path("communications/<int:pk>/withdraw/", communication.communication_withdraw, name="communication-withdraw"),
    path("communications/<int:pk>/cancel/", communication.communication_cancel, name="communication-cancel"),
    path("communications/<int:pk>/preview/", communication.communication_preview, name="communication-preview"),
    path(
        "communications/<int:pk>/preview/body/",
        communication.communication_preview_body,
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
    path("communications/<int:pk>/review/", review.communication_review, name="communication-review"),
    path("communications/<int:pk>/revisions/<int:number>/", review.revision_detail, name="revision-detail"),
    path("commitments/", commitment.commitment_list, name="commitment-list"),
    # public
    path("u/<str:token>/", unsubscribe.unsubscribe_page, name="unsubscribe"),
]
