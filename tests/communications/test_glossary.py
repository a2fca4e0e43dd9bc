import pytest
from django.apps import apps

from communications.checks import words
from communications.models import GlossaryTerm
from communications.shipped.glossary import install_glossary

pytestmark = pytest.mark.django_db


def install():
    install_glossary(lambda name: apps.get_model("communications", name))


def test_it_begins_as_a_copy_of_what_ships():
    install()
    said = set(GlossaryTerm.objects.filter(kind="jargon").values_list("word", "replacement"))
    assert said == {(term.word, term.replacement) for term in words.jargon()}
    known = {word.lower() for word in GlossaryTerm.objects.filter(kind="acronym").values_list("word", flat=True)}
    assert known == {term.word.lower() for term in words.acronyms()}


def test_what_people_wrote_stays():
    GlossaryTerm.objects.filter(kind="jargon").delete()
    GlossaryTerm.objects.create(kind="jargon", word="Failover", replacement="the other machine", active=False)
    install()
    (term,) = GlossaryTerm.objects.filter(kind="jargon", word__iexact="failover")
    assert (term.replacement, term.active) == ("the other machine", False)
    before = GlossaryTerm.objects.count()
    install()
    assert GlossaryTerm.objects.count() == before
