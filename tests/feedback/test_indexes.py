import pytest
from django.db import connection

from feedback.models import Response

pytestmark = pytest.mark.django_db

READ_BY = {
    "feedback_response_once_per_form": lambda: Response.objects.filter(link=7).order_by(),
    "response_to_tag": lambda: Response.objects.untagged(),
    "response_to_answer": lambda: Response.objects.awaiting_reply().filter(incident__in=[3, 4]).order_by(),
    "response_of_owner": lambda: Response.objects.filter(owner__in=[1, 2]).order_by(),
    "response_of_contact": lambda: Response.objects.filter(contact=5).order_by(),
    "response_of_incident": lambda: Response.objects.filter(incident=3).order_by("-said_at", "-pk"),
}


@pytest.mark.parametrize("index", READ_BY)
def test_it_is_found_by_an_index_that_an_answer_need_not_enter(index):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # it would read a table as small as this whole
    assert index in READ_BY[index]().explain()
