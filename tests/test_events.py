"""Every change of state has an event with its actor, and no event carries an address or words of anybody."""

import ast
import json
from pathlib import Path

import pytest

from communications.models import StakeholderGroup
from postincident.models import Event
from postincident.registry import registry
from tests.everything import WORD, make_everything
from tests.taken_back import take_everything_back

ROOT = Path(__file__).resolve().parent.parent


def functions():
    """(name, node) of every function where verbs live."""
    for path in [*ROOT.glob("*/verbs/*.py"), *ROOT.glob("communications/delivery/*.py")]:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                yield path, node


def called(node):
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            yield getattr(call.func, "attr", getattr(call.func, "id", ""))


# Take a person and write nothing: they only ask.
ASKS = {"require_manager", "require_words", "require_submitter", "may_approve"}


def test_every_verb_of_a_person_reaches_an_event():
    calls = {}
    for _path, node in functions():
        calls.setdefault(node.name, set()).update(called(node))
    reaching = {"record", "record_each"}
    while more := {name for name, inner in calls.items() if inner & reaching} - reaching:
        reaching |= more
    silent = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path, node in functions()
        if not node.name.startswith("_")
        and node.args.args
        and node.args.args[0].arg in ("user", "actor")
        and node.name not in reaching | ASKS
    ]
    assert not silent


@pytest.fixture
def everything(lena, amara, tomas, ade):
    told = make_everything(lena, amara, tomas, ade)
    take_everything_back(told, lena, amara, tomas, ade)
    return told


def test_no_event_carries_an_address_or_a_word(everything):
    data = json.dumps(list(Event.objects.values_list("data", flat=True)), ensure_ascii=False)
    assert WORD not in data and WORD.lower() not in data
    assert "@" not in data
    assert StakeholderGroup.objects.filter(name=WORD).exists()


def named_in_tests():
    return "".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))


def test_no_verb_is_left_out(everything):
    """Each is done here, or by a test that names it; the guard in conftest.py looks at what that one says."""
    said = named_in_tests()
    done = set(Event.objects.values_list("verb", flat=True))
    assert not [verb for verb in registry.sentences if verb not in done and f'"{verb}"' not in said]
    assert done <= registry.sentences.keys()


def test_everybody_who_acted_is_named(everything, lena, amara, tomas, ade):
    assert {lena.pk, amara.pk, tomas.pk, ade.pk} <= set(Event.objects.values_list("user", flat=True))
    by_link = Event.objects.filter(actor="link_holder").values_list("verb", flat=True)
    assert set(by_link) == {
        "response.given",
        "response.changed",
        "delivery.unsubscribed",
        "delivery.resubscribed",
        "preferences.changed",
        "signup.asked",
        "contact.signed_up",
    }
    by_nobody = Event.objects.filter(actor="application").values_list("verb", flat=True)
    assert {"audiences.followed_rules", "commitment.made", "record.filed", "deliveries.settled"} <= set(by_nobody)


def test_events_hold_figures_ids_and_codes_only(everything):
    """A string in an event is the name of a field, a state, a kind or a section: one short word of ours."""

    def strings(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield key
                yield from strings(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from strings(inner)
        elif isinstance(value, str):
            yield value

    for verb, data in Event.objects.values_list("verb", "data"):
        for said in strings(data):
            assert said.replace("_", "").isalnum() and len(said) <= 40, (verb, said)
