from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from postincident.models import Service


def one_row(request: HttpRequest) -> HttpResponse:
    """The least a page can do: read one row, return a constant."""
    Service.objects.get(pk=1)
    return HttpResponse("x" * 1000)


urlpatterns = [path("bench/one-row/", one_row), path("", include("postincident.urls"))]
