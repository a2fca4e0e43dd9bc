from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communications.drawing.draw import template_for
from communications.models import Communication, MessageTemplate, StakeholderGroup, TemplateVersion
from communications.needs import communications_needs
from communications.verbs import templates as verbs
from postincident import clock
from postincident.errors import Refused
from postincident.models import User
from tests.communications.factories import make_audience, make_communication
from tests.communications.test_template import template  # noqa: F401 - fixture


def asked(user):
    return [need.title for need in communications_needs(user, timezone.now()) if need.label == "Review due"]


@pytest.fixture
def old(template):  # noqa: F811
    """Nobody has looked at it since it was shipped, 200 days ago."""
    TemplateVersion.objects.filter(template=template).update(at=timezone.now() - timedelta(days=200))
    return template


def test_a_template_nobody_has_looked_at_waits_for_every_manager(old, lena, amara, vera, ade):
    assert asked(lena) == [f"Does the template still hold? {old}"]
    assert asked(amara) == asked(vera) == asked(ade) == []
    verbs.looked_at(lena, old)
    assert asked(lena) == []
    with clock.standing_at(timezone.now() + timedelta(days=180)):
        assert any("First:" in title or str(old) in title for title in asked(lena))


def test_its_owner_is_asked_and_others_are_not(old, lena, ade):
    verbs.entrust(lena, old, ade, 180)
    assert (asked(ade), asked(lena)) == ([f"Does the template still hold? {old}"], [])


@pytest.mark.parametrize("gone", [{"is_active": False}, {"is_administrator": False}])
def test_who_can_no_longer_change_it_is_not_its_only_guard(old, lena, ade, gone):
    verbs.entrust(lena, old, ade, 180)
    User.objects.filter(pk=ade.pk).update(**gone)
    assert asked(lena) == [f"Does the template still hold? {old}"]


def test_the_delegate_of_an_absent_owner_is_asked(old, lena, ade, amara):
    verbs.entrust(lena, old, ade, 180)
    User.objects.filter(pk=ade.pk).update(absent_until=timezone.localdate() + timedelta(days=3), delegate=amara)
    assert asked(amara) == [f"Does the template still hold? {old}"]


def test_many_are_one_row_and_a_group_that_is_not_in_use_has_none(lena, template):  # noqa: F811
    group = StakeholderGroup.objects.get(slug="customers")
    own = verbs.add(lena, template, group)
    TemplateVersion.objects.filter(template__in=[template, own]).update(at=timezone.now() - timedelta(days=200))
    (title,) = asked(lena)
    assert title.startswith("Do 2 templates still hold?")
    StakeholderGroup.objects.filter(pk=group.pk).update(active=False)
    assert asked(lena) == [f"Does the template still hold? {template}"]


def test_a_new_version_is_a_look(old, lena):
    version = old.versions.get()
    verbs.write_version(lena, old, subject="New", sections=version.sections, why="Asked for", based_on=version.number)
    old.refresh_from_db()
    assert old.review_due == timezone.localdate() + timedelta(days=180)


def test_looking_more_often_counts_from_the_last_look(lena, template):  # noqa: F811
    verbs.looked_at(lena, template)
    assert verbs.entrust(lena, template, lena, 30).review_due == timezone.localdate() + timedelta(days=30)


def test_the_pages_do_both(sign_in, lena, ade, old):
    client = sign_in(lena)
    client.post(reverse("communications:template-entrust", args=[old.pk]), {"owner": ade.pk, "review_every": 90})
    client.post(reverse("communications:template-look", args=[old.pk]))
    old.refresh_from_db()
    assert (old.owner, old.review_every) == (ade, 90)
    assert old.review_due == timezone.localdate() + timedelta(days=90)


@pytest.mark.parametrize("data", [{"review_every": 0}, {"review_every": "x"}, {"owner": 999999, "review_every": 9}])
def test_nonsense_is_refused(sign_in, lena, template, data):  # noqa: F811
    url = reverse("communications:template-entrust", args=[template.pk])
    assert "is-invalid" in sign_in(lena).post(url, data).text
    template.refresh_from_db()
    assert (template.owner, template.review_every) == (None, 180)


def test_who_may_not_change_templates_does_not_own_one(sign_in, lena, amara, template):  # noqa: F811
    url = reverse("communications:template-entrust", args=[template.pk])
    assert amara not in sign_in(lena).get(url).context["form"].fields["owner"].queryset


def test_the_list_shows_what_is_due(sign_in, vera, old):
    rows = sign_in(vera).get(reverse("communications:template-list"), {"due": 1}).context["rows"]
    assert [row["template"] for row in rows] == [old]


def drawn_from(group, **fields):
    return template_for(Communication(audience=make_audience(group=group), kind="root_cause", **fields)).template


def test_a_group_s_own_language_comes_before_the_common_one(lena, template):  # noqa: F811
    group = StakeholderGroup.objects.get(slug="customers")
    StakeholderGroup.objects.filter(pk=group.pk).update(language="de")
    group.refresh_from_db()
    assert drawn_from(group) == template
    german = verbs.add(lena, template, None, "de")
    assert drawn_from(group) == german
    own = verbs.add(lena, german, group)
    assert own.language == "de"
    assert drawn_from(group) == own


def test_there_is_one_of_a_kind(lena, template):  # noqa: F811
    group = StakeholderGroup.objects.get(slug="customers")
    verbs.add(lena, template, group)
    with pytest.raises(Refused) as refused:
        verbs.add(lena, template, group)
    assert refused.value.code == "there"


def test_talking_points_are_of_groups_inside(lena):
    points = MessageTemplate.objects.get(kind="talking_points", detail_level="plain")
    with pytest.raises(Refused) as refused:
        verbs.add(lena, points, StakeholderGroup.objects.get(slug="customers"))
    assert refused.value.code == "inside_only"


@pytest.mark.parametrize("data", [{}, {"group": 999999}, {"language": "xx"}, {"group": "x", "language": "de"}])
def test_a_copy_of_nothing_or_nonsense_is_refused_with_a_sentence(sign_in, lena, template, data):  # noqa: F811
    response = sign_in(lena).post(reverse("communications:template-add", args=[template.pk]), data, follow=True)
    assert "Choose the group or the language" in response.text
    assert not MessageTemplate.objects.exclude(group=None).exists()


def test_the_editor_makes_as_many_queries_for_many_versions_and_uses(sign_in, lena, template, connection_queries):  # noqa: F811
    client, counts = sign_in(lena), []
    for _round in range(2):
        for number in range(5):
            last = template.versions.first()
            verbs.write_version(
                lena,
                template,
                subject=f"{_round} {number}",
                sections=last.sections,
                why="Again",
                based_on=last.number,
            )
            make_communication(template_version=template.versions.first())
        counts.append(connection_queries(lambda: client.get(template.get_absolute_url())))
    assert counts[0] == counts[1]
