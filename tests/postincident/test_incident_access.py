import pytest
from django.urls import reverse

from postincident.errors import Refused
from postincident.models import Event
from postincident.verbs import incident as verbs
from tests.factories import RESOLVED, STARTED, make_incident


def url_of(name, incident, *more):
    return reverse(f"postincident:{name}", args=[incident.reference, *more])


def test_it_restricts_names_unnames_and_opens(sign_in, lena, tomas, amara, vera):
    incident = make_incident(lead=lena)
    page, client = incident.get_absolute_url(), sign_in(lena)
    client.post(url_of("incident-access", incident), {"people": [tomas.pk]})
    assert sign_in(vera).get(page).status_code == 404
    assert sign_in(tomas).get(page).status_code == 200
    client.post(url_of("incident-access", incident), {"people": [amara.pk]})
    assert sign_in(amara).get(page).status_code == sign_in(tomas).get(page).status_code == 200
    client.post(url_of("access-take", incident, tomas.pk))
    assert sign_in(tomas).get(page).status_code == 404
    client.post(url_of("incident-unrestrict", incident))
    assert sign_in(vera).get(page).status_code == 200
    assert {"access.given", "access.taken"} <= set(Event.objects.values_list("verb", flat=True))


def test_the_lead_cannot_be_unnamed(sign_in, lena, tomas):
    incident = make_incident(lead=tomas, restricted=True, access=[lena, tomas])
    text = sign_in(lena).post(url_of("access-take", incident, tomas.pk), follow=True).text
    assert "leads this incident" in text
    assert incident.access.filter(user=tomas).exists()


def test_somebody_is_always_left(lena):
    incident = make_incident(restricted=True, access=[lena])
    with pytest.raises(Refused) as refused:
        verbs.take_access(lena, incident, lena)
    assert refused.value.code == "last_one"


def test_a_new_lead_sees_a_restricted_incident(lena, tomas):
    incident = make_incident(lead=lena, restricted=True, access=[lena])
    same = {"title": "T", "severity": "major", "started_at": STARTED, "resolved_at": RESOLVED}
    verbs.edit(lena, incident, version=0, services=[], lead=tomas, **same)
    assert incident.access.filter(user=tomas).exists()


def test_naming_somebody_twice_names_them_once(lena, vera):
    incident = make_incident(restricted=True, access=[lena])
    verbs.give_access(lena, incident, [vera])
    verbs.give_access(lena, incident, [vera])
    assert incident.access.filter(user=vera).count() == 1
    assert Event.objects.filter(verb="access.given").count() == 1


@pytest.mark.parametrize("name", ["incident-access", "incident-unrestrict"])
def test_only_managers_decide_who_sees(sign_in, tomas, name):
    incident = make_incident(restricted=True, access=[tomas])
    assert sign_in(tomas).post(url_of(name, incident)).status_code == 403
    incident.refresh_from_db()
    assert incident.restricted


def test_a_manager_who_is_not_named_finds_nothing(sign_in, lena, tomas):
    incident = make_incident(restricted=True, access=[tomas])
    assert sign_in(lena).get(url_of("incident-access", incident)).status_code == 404
    assert sign_in(lena).post(url_of("access-take", incident, tomas.pk)).status_code == 404
    assert sign_in(lena).post(url_of("incident-unrestrict", incident)).status_code == 404
