import pytest

from communications.drawing.names import ALLOWED
from communications.engine import compile_template
from communications.models import Endpoint, MessageTemplate, StakeholderGroup
from communications.shipped.templates import MANDATORY, shipped_templates
from postincident.vocabulary import DetailLevel, Kind


@pytest.mark.parametrize("template", shipped_templates(), ids=lambda t: f"{t['kind']}-{t['detail_level']}")
def test_every_shipped_template_compiles_and_has_its_mandatory_sections(template):
    compile_template(template["subject"], ALLOWED)
    for section in template["sections"]:
        compile_template(section["body"], ALLOWED)
    assert set(MANDATORY[template["kind"]]) <= {section["key"] for section in template["sections"]}


def test_every_kind_but_talking_points_ships_at_each_level():
    pairs = {(t["kind"], t["detail_level"]) for t in shipped_templates()}
    assert pairs == {(kind, level) for kind in Kind if kind != Kind.TALKING_POINTS for level in DetailLevel}


def test_a_new_installation_has_eight_groups_and_their_templates(db):
    assert StakeholderGroup.objects.count() == 8
    assert Endpoint.objects.get().kind == Endpoint.Kind.PAGE
    assert MessageTemplate.objects.count() == 24
    assert all(template.versions.get().why for template in MessageTemplate.objects.all())
