from django.urls import path

from feedback.views import public

app_name = "feedback"
urlpatterns = [
    path("f/answer/<str:token>/", public.answer_edit, name="answer-edit"),
    path("f/<str:token>/", public.feedback_form, name="form"),
]
