from django.contrib import admin
from django.urls import include, path

handler400 = "postincident.views.shell.bad_request"
urlpatterns = [
    # Those with pages that strangers open in great numbers first.
    path("", include("archive.urls")),
    path("", include("feedback.urls")),
    path("", include("postincident.site_urls")),
    path("", include("communications.urls")),
    path("sign-in/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
