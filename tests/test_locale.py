"""What readers outside are told is there in every language that we speak to them, and what is compiled is what was translated."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from communications.languages import TRANSLATED
from feedback.shipped import QUESTIONNAIRE

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parent.parent
OTHERS = [code for code in TRANSLATED if code != "en"]
TEMPLATES = [
    "public_base.html",
    "feedback/form.html",
    "feedback/_asked.html",
    "feedback/thanks.html",
    "feedback/closed.html",
    *(f"communications/unsubscribe{part}.html" for part in ("", "_unknown")),
    *(f"communications/preferences{part}.html" for part in ("", "_closed")),
    *(f"communications/told{part}.html" for part in ("", "_gone")),
    *(f"communications/sign_up{part}.html" for part in ("", "_asked", "_confirm", "_done", "_closed")),
    *(f"emails/communication.{part}" for part in ("txt", "html")),
    *(f"emails/sign-up{part}" for part in ("-subject.txt", ".txt", ".html")),
]
# What they may be refused with, and the words that are put into the pages.
MODULES = [
    "feedback/public_forms.py",
    "feedback/views/public.py",
    "communications/addresses.py",
    "communications/preference_forms.py",
    "communications/views/sign_up.py",
    "postincident/retention.py",
]
# Of others, what only these say.
READERS_OF = {
    "feedback/questionnaires.py": {"Condition.words", "how_many"},
    "communications/views/preferences.py": {"_opened"},
    "postincident/forms.py": {"DayField"},
}
SAY = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext"}
PLACE = re.compile(r"%\(\w+\)[sd]")


def of_template(name):
    """(one, many or None) of each of its sentences."""
    for node in get_template(name).template.nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
        if isinstance(node, TranslateNode):
            yield node.filter_expression.var.literal or str(node.filter_expression.var), None
        else:
            one, _places = node.render_token_list(node.singular)
            yield one, node.render_token_list(node.plural)[0] if node.plural else None


def of_code(tree):
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", "") in SAY
            and isinstance(node.args[0], ast.Constant)
        ):
            yield node.args[0].value, node.args[1].value if node.func.id == "ngettext" else None


def functions(tree, within=""):
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield within + node.name, node
            yield from functions(node, f"{node.name}.")
        elif isinstance(node, ast.FunctionDef):
            yield within + node.name, node


def sentences():
    """(one, many or None) → where it is said, of everything that a reader outside may be told."""
    found = {}
    for name in TEMPLATES:
        found |= dict.fromkeys(of_template(name), name)
    for name in MODULES:
        found |= dict.fromkeys(of_code(ast.parse((ROOT / name).read_text())), name)
    for name, wanted in READERS_OF.items():
        there = dict(functions(ast.parse((ROOT / name).read_text())))
        for one in wanted:
            found |= dict.fromkeys(of_code(there[one]), name)
    return found | {(one["text"], None): "feedback/shipped.py" for one in QUESTIONNAIRE["questions"]}


def read_po(path):
    """{(one, many or None): [what is said for one, for many]}, as it was written down."""
    read = {}
    for entry in path.read_text().split("\n\n"):
        parts = dict.fromkeys(["msgid", "msgid_plural"])
        said = []
        for line in entry.splitlines():
            name, _blank, rest = line.partition(" ")
            if name.startswith("msgstr"):
                said.append(ast.literal_eval(rest))
            elif name in parts:
                parts[name] = ast.literal_eval(rest)
            elif line.startswith('"'):
                said[-1] += ast.literal_eval(line)
        if parts["msgid"]:
            read[parts["msgid"], parts["msgid_plural"]] = said
    return read


def folder(code):
    return ROOT / "locale" / code / "LC_MESSAGES"


def places(text):
    return sorted(PLACE.findall(text))


def test_there_is_a_folder_for_each_language_and_no_other():
    assert sorted(one.name for one in (ROOT / "locale").iterdir()) == sorted(OTHERS)


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_for_readers_is_there_and_no_other(code):
    wanted, there = sentences(), read_po(folder(code) / "django.po")
    assert {one: where for one, where in wanted.items() if one not in there} == {}
    assert there.keys() - wanted.keys() == set()


@pytest.mark.parametrize("code", OTHERS)
def test_each_says_something_with_the_places_of_the_english(code):
    for (one, many), said in read_po(folder(code) / "django.po").items():
        assert len(said) == (2 if many else 1), one
        for text, english in zip(said, (one, many), strict=False):
            assert text.strip(), one
            assert places(text) == places(english), one


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_compiled_is_what_is_written_down(code):
    with (folder(code) / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    written = read_po(folder(code) / "django.po")
    for (one, many), said in written.items():
        here = [compiled.ngettext(one, many, n) for n in (1, 2)] if many else [compiled.gettext(one)]
        assert here == said, f"{one}: run `make translations`"
    singular = {one[0] if isinstance(one, tuple) else one for one in compiled._catalog} - {""}
    assert singular == {one for one, _many in written}
