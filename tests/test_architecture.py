"""The walls: which app may know which. Walks code, templates, migrations and strings alike."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parent.parent
ORDER = ["postincident", "archive", "communications", "feedback"]
# These two name the others by dotted string, and only they.
NAMES_THE_OTHERS = {ROOT / "postincident/settings.py", ROOT / "postincident/urls.py"}


def above(app):
    return ORDER[ORDER.index(app) + 1 :]


def modules(app):
    return [path for path in (ROOT / app).rglob("*.py") if path not in NAMES_THE_OTHERS]


def imported_names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute, so that this test can read them"
            yield (node.module or "", node.lineno)


def strings(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node.lineno


@pytest.mark.parametrize("app", ORDER)
def test_it_never_imports_upward(app):
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules(app)
        for name, line in imported_names(ast.parse(path.read_text()))
        if name.split(".")[0] in above(app)
    ]
    assert not wrong


def named_apps(tree):
    """App labels where a label alone is enough: migration dependencies and look-ups by label."""
    for node in ast.walk(tree):
        if (isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "dependencies") or (
            isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("get_model", "get_app_config")
        ):
            yield from strings(node)


@pytest.mark.parametrize("app", ORDER)
def test_it_never_names_a_higher_app_in_a_string(app):
    """String foreign keys, get_model, migration dependencies, import_module, URL names, template names."""
    upward = re.compile(rf"^({'|'.join(above(app)) or '(?!)'})[.:/]\w")
    trees = [(path, ast.parse(path.read_text())) for path in modules(app)]
    wrong = [(path, line, text) for path, tree in trees for text, line in strings(tree) if upward.match(text)]
    wrong += [(path, line, text) for path, tree in trees for text, line in named_apps(tree) if text in above(app)]
    assert not wrong


def reverse_names_from_above(app):
    """Accessors that higher apps' foreign keys put on this app's models."""
    names = set()
    for model in apps.get_app_config(app).get_models():
        for relation in model._meta.related_objects:
            if relation.related_model._meta.app_label in above(app):
                names.add(relation.get_accessor_name())
    return names


@pytest.mark.parametrize("app", ORDER[:-1])
def test_its_templates_never_reach_up(app):
    """Neither by a reverse relation nor by a URL or template of a higher app."""
    reverse = "|".join(sorted(reverse_names_from_above(app)))
    higher = "|".join(above(app))
    pattern = re.compile(rf"\.({reverse})\b|['\"]({higher})[:/]")
    wrong = [
        f"{path.relative_to(ROOT)}: {found.group(0)}"
        for path in (ROOT / "templates" / app).rglob("*.html")
        for tag in re.findall(r"{[{%].*?[}%]}", path.read_text())
        if (found := pattern.search(tag))
    ]
    assert not wrong


@pytest.mark.parametrize("app", ORDER[:-1])
def test_its_code_never_uses_a_reverse_relation_from_above(app):
    names = reverse_names_from_above(app)
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} .{node.attr}"
        for path in modules(app)
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in names and node.attr not in OWN_NAMES
    ]
    assert not wrong


# Attribute names that also mean something of the app's own, so that the plain name proves nothing.
OWN_NAMES = {"communications", "responses", "lessons", "commitments", "releases", "deliveries", "audiences", "outreach"}


def test_no_app_sends_signals_to_another():
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for app in ORDER
        for path in modules(app)
        for name, line in imported_names(ast.parse(path.read_text()))
        if name.startswith("django.dispatch")
    ]
    assert not wrong


def test_modules_stay_readable():
    too_long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for app in ORDER
        for path in modules(app)
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) > 400
    ]
    assert not too_long


# What only one module may touch, so that it can be replaced there.
ONE_PLACE = {"bleach": "postincident/rendering.py", "markdown": "postincident/rendering.py"}


@pytest.mark.parametrize("package", ONE_PLACE)
def test_it_is_imported_in_one_place_only(package):
    places = {
        str(path.relative_to(ROOT))
        for app in ORDER
        for path in (ROOT / app).rglob("*.py")
        for name, _line in imported_names(ast.parse(path.read_text()))
        if name.split(".")[0] == package
    }
    assert places == {ONE_PLACE[package]}


ASKS_DJANGO = re.compile(
    r"timezone\.now\b|timezone\.local(date|time)\(\)|models\.DateTimeField\([^)]*auto_now|\bunittest\b"
)
ONLY_SHOWS = {"views", "templatetags", "management", "migrations"}


def test_what_writes_and_decides_asks_our_clock():
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for app in ORDER
        for path in modules(app)
        if not ONLY_SHOWS & set(path.parts) and path != ROOT / "postincident/clock.py"
        if (found := ASKS_DJANGO.search(path.read_text()))
    ]
    assert not wrong, "the demonstration's story sets postincident.clock, and what asks Django would not hear of it"
