from django.urls import include, path

from feedback.views import (
    acting,
    chain,
    incident,
    outreach,
    public,
    questionnaire,
    raised,
    reply,
    response,
    review,
    theme,
    trends,
)

app_name = "feedback"
urlpatterns = [
    # for people outside, in great numbers: tried before all others
    path(
        "f/",
        include(
            [
                path("answer/<str:token>/", public.answer_edit, name="answer-edit"),
                path("<str:token>/", public.feedback_form, name="form"),
            ]
        ),
    ),
    path(
        "feedback/",
        include(
            [
                path("", response.response_list, name="response-list"),
                path("trends/", trends.trends, name="trends"),
                path("tag/", response.response_tag, name="response-tag"),
                path("<int:pk>/", response.response_detail, name="response-detail"),
                path("<int:pk>/improvement/", acting.response_improve, name="response-improve"),
                path("<int:pk>/tell/", acting.response_tell, name="response-tell"),
                path("<int:pk>/quote/", review.response_quote, name="response-quote"),
                path("<int:pk>/answered/", response.response_answered, name="response-answered"),
                path("<int:pk>/suggestion/", response.suggestion_decide, name="suggestion-decide"),
                path("<int:pk>/reply/", reply.response_reply, name="response-reply"),
                path("<int:pk>/assign/", reply.response_assign, name="response-assign"),
                path("<int:pk>/note/", reply.response_note, name="response-note"),
                path("<int:pk>/mask/", response.response_mask, name="response-mask"),
                path("questions/", questionnaire.questionnaire_list, name="questionnaire-list"),
                path("questions/<int:pk>/", questionnaire.questionnaire_detail, name="questionnaire-detail"),
                path("questions/<int:pk>/edit/", questionnaire.questionnaire_edit, name="questionnaire-edit"),
                path("questions/<int:pk>/retire/", questionnaire.questionnaire_retire, name="questionnaire-retire"),
            ]
        ),
    ),
    path(
        "themes/",
        include(
            [
                path("", theme.theme_list, name="theme-list"),
                path("new/", theme.theme_add, name="theme-add"),
                path("decided/", theme.decided, name="themes-decided"),
                path("<slug:slug>/", theme.theme_detail, name="theme-detail"),
                path("<slug:slug>/chain/", chain.theme_chain, name="theme-chain"),
                path("<slug:slug>/improvement/", acting.theme_improve, name="theme-improve"),
                path("<slug:slug>/tell/", acting.theme_tell, name="theme-tell"),
                path("<slug:slug>/edit/", theme.theme_edit, name="theme-edit"),
                path("<slug:slug>/retire/", theme.theme_retire, name="theme-retire"),
                path("<slug:slug>/by-itself/", theme.theme_by_itself, name="theme-by-itself"),
                path("<slug:slug>/decline/", theme.theme_decline, name="theme-decline"),
                path("<slug:slug>/merge/", theme.theme_merge, name="theme-merge"),
                path("<slug:slug>/split/", theme.theme_split, name="theme-split"),
            ]
        ),
    ),
    path(
        "incidents/<str:reference>/feedback/",
        include(
            [
                path("", incident.incident_feedback, name="incident-feedback"),
                path("questions/new/", incident.question_add, name="question-add"),
                path("questions/bring-in/", raised.questions_bring_in, name="questions-bring-in"),
                path("questions/answers/", reply.questions_faq, name="questions-faq"),
                path("links/<int:pk>/share/", incident.link_share, name="link-share"),
                path("links/<int:pk>/code/", incident.link_code, name="link-code"),
                path("links/<int:pk>/revoke/", incident.link_revoke, name="link-revoke"),
                path("review/", review.communication_review, name="communication-review"),
                path("outreach/", outreach.outreach_list, name="outreach-list"),
                path("outreach/<int:contact>/", outreach.outreach_note, name="outreach-note"),
                path(
                    "outreach/<int:contact>/write/",
                    outreach.outreach_write,
                    name="outreach-write",
                ),
                path(
                    "outreach/<int:contact>/assign/",
                    outreach.outreach_assign,
                    name="outreach-assign",
                ),
            ]
        ),
    ),
]
