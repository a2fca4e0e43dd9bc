from django.urls import URLPattern, URLResolver, path

from communications.views import unsubscribe

app_name = "communications"
urlpatterns: list[URLPattern | URLResolver] = [
    path("u/<str:token>/", unsubscribe.unsubscribe_page, name="unsubscribe"),
]
