from django.urls import path

from feedback.views import acting, chain, incident, outreach, public, questionnaire, raised, reply, response, theme

app_name = "feedback"
urlpatterns = [
    path("feedback/", response.response_list, name="response-list"),
    path("feedback/tag/", response.response_tag, name="response-tag"),
    path("feedback/<int:pk>/", response.response_detail, name="response-detail"),
    path("feedback/<int:pk>/improvement/", acting.response_improve, name="response-improve"),
    path("feedback/<int:pk>/tell/", acting.response_tell, name="response-tell"),
    path("feedback/<int:pk>/answered/", response.response_answered, name="response-answered"),
    path("feedback/<int:pk>/suggestion/", response.suggestion_decide, name="suggestion-decide"),
    path("feedback/<int:pk>/reply/", reply.response_reply, name="response-reply"),
    path("feedback/<int:pk>/assign/", reply.response_assign, name="response-assign"),
    path("feedback/<int:pk>/note/", reply.response_note, name="response-note"),
    path("feedback/<int:pk>/mask/", response.response_mask, name="response-mask"),
    path("feedback/questions/", questionnaire.questionnaire_list, name="questionnaire-list"),
    path("feedback/questions/<int:pk>/", questionnaire.questionnaire_detail, name="questionnaire-detail"),
    path("feedback/questions/<int:pk>/edit/", questionnaire.questionnaire_edit, name="questionnaire-edit"),
    path("feedback/questions/<int:pk>/retire/", questionnaire.questionnaire_retire, name="questionnaire-retire"),
    path("themes/", theme.theme_list, name="theme-list"),
    path("themes/new/", theme.theme_add, name="theme-add"),
    path("themes/decided/", theme.decided, name="themes-decided"),
    path("themes/<slug:slug>/", theme.theme_detail, name="theme-detail"),
    path("themes/<slug:slug>/chain/", chain.theme_chain, name="theme-chain"),
    path("themes/<slug:slug>/improvement/", acting.theme_improve, name="theme-improve"),
    path("themes/<slug:slug>/tell/", acting.theme_tell, name="theme-tell"),
    path("themes/<slug:slug>/edit/", theme.theme_edit, name="theme-edit"),
    path("themes/<slug:slug>/retire/", theme.theme_retire, name="theme-retire"),
    path("themes/<slug:slug>/decline/", theme.theme_decline, name="theme-decline"),
    path("themes/<slug:slug>/merge/", theme.theme_merge, name="theme-merge"),
    path("themes/<slug:slug>/split/", theme.theme_split, name="theme-split"),
    path("incidents/<str:reference>/feedback/", incident.incident_feedback, name="incident-feedback"),
    path("incidents/<str:reference>/feedback/questions/new/", incident.question_add, name="question-add"),
    path(
        "incidents/<str:reference>/feedback/questions/bring-in/", raised.questions_bring_in, name="questions-bring-in"
    ),
    path("incidents/<str:reference>/feedback/questions/answers/", reply.questions_faq, name="questions-faq"),
    path("incidents/<str:reference>/feedback/links/<int:pk>/share/", incident.link_share, name="link-share"),
    path("incidents/<str:reference>/feedback/links/<int:pk>/code/", incident.link_code, name="link-code"),
    path("incidents/<str:reference>/feedback/links/<int:pk>/revoke/", incident.link_revoke, name="link-revoke"),
    path("incidents/<str:reference>/feedback/outreach/", outreach.outreach_list, name="outreach-list"),
    path("incidents/<str:reference>/feedback/outreach/<int:contact>/", outreach.outreach_note, name="outreach-note"),
    path(
        "incidents/<str:reference>/feedback/outreach/<int:contact>/write/",
        outreach.outreach_write,
        name="outreach-write",
    ),
    path(
        "incidents/<str:reference>/feedback/outreach/<int:contact>/assign/",
        outreach.outreach_assign,
        name="outreach-assign",
    ),
    # public
    path("f/answer/<str:token>/", public.answer_edit, name="answer-edit"),
    path("f/<str:token>/", public.feedback_form, name="form"),
]
