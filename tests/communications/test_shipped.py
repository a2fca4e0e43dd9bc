from importlib import import_module

import pytest
from django.apps import apps

from communications.drawing.names import ALLOWED
from communications.engine import compile_template
from communications.models import Endpoint, MessageTemplate, StakeholderGroup, TemplateVersion
from communications.shipped.install import install_templates
from communications.shipped.templates import MANDATORY, shipped_templates
from postincident.vocabulary import DetailLevel, Kind


@pytest.mark.parametrize("template", shipped_templates(), ids=lambda t: f"{t['kind']}-{t['detail_level']}")
def test_every_shipped_template_compiles_and_has_its_mandatory_sections(template):
    compile_template(template["subject"], ALLOWED)
    for section in template["sections"]:
        compile_template(section["body"], ALLOWED)
    assert set(MANDATORY[template["kind"]]) <= {section["key"] for section in template["sections"]}


def test_every_kind_ships_at_each_level():
    pairs = [(t["kind"], t["detail_level"]) for t in shipped_templates()]
    assert sorted(pairs) == sorted((kind, level) for kind in Kind for level in DetailLevel)


def test_a_new_installation_has_eight_groups_and_their_templates(db):
    assert StakeholderGroup.objects.count() == 8
    assert Endpoint.objects.get().kind == Endpoint.Kind.PAGE
    assert MessageTemplate.objects.count() == 28
    assert all(template.versions.get().why for template in MessageTemplate.objects.all())


def test_talking_points_of_an_earlier_release_stay_and_the_levels_it_lacked_come(db):
    MessageTemplate.objects.filter(kind="talking_points", detail_level__in=["technical", "formal"]).delete()
    mine = TemplateVersion.objects.get(template__kind="talking_points", template__detail_level="plain")
    TemplateVersion.objects.filter(pk=mine.pk).update(subject="Ours")
    import_module("communications.migrations.0012_talking_points_at_every_level").forwards(apps, None)
    points = MessageTemplate.objects.filter(kind="talking_points")
    assert sorted(points.values_list("detail_level", flat=True)) == sorted(DetailLevel)
    assert points.get(detail_level="plain").versions.get().subject == "Ours"


def test_talking_points_reach_an_installation_that_was_there_before(db):
    MessageTemplate.objects.filter(kind="talking_points").delete()
    own = MessageTemplate.objects.get(kind="update", detail_level="plain").versions.get()
    TemplateVersion.objects.filter(pk=own.pk).update(subject="Ours")
    for _twice in range(2):
        install_templates(lambda name: apps.get_model("communications", name), ["talking_points"])
    assert MessageTemplate.objects.filter(kind="talking_points").count() == 4
    assert TemplateVersion.objects.filter(template__kind="talking_points").count() == 4
    assert TemplateVersion.objects.get(pk=own.pk).subject == "Ours"
