from django.urls import path

from postincident.views import home, shell

app_name = "postincident"
urlpatterns = [
    path("", home.home, name="home"),
    path("more/", shell.more, name="more"),
    path("help/", shell.help_page, name="help"),
    path("account/", shell.account, name="account"),
    path("healthz", shell.healthz, name="healthz"),
]
