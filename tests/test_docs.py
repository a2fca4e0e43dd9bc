"""What the documents say must be there: variables, links, make verbs, commands, dependencies."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".venv", "var", "node_modules", "static"}
DOCUMENTS = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not NOT_OURS & set(path.relative_to(ROOT).parts) and not any(part.startswith(".") for part in path.parts)
)
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]
ADMINISTRATORS = (ROOT / "docs/administrators.md").read_text()


def read_in_settings():
    """Variable → its default, where that is written out; as the calls of `env.…` in settings.py say."""
    found = {}
    for node in ast.walk(ast.parse((ROOT / "postincident/settings.py").read_text())):
        if isinstance(node, ast.Call) and getattr(getattr(node.func, "value", None), "id", "") == "env":
            name = node.args[0].value + ("*" if node.func.attr == "beginning_with" else "")
            default = node.args[1].value if len(node.args) > 1 and isinstance(node.args[1], ast.Constant) else None
            found.setdefault(name, default)
    return found


def documented():
    """Variable → what the table of settings says of its default."""
    table = ADMINISTRATORS.split("\n## Settings\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `([A-Z_]+\*?)` \| (.*?) \|", table, re.MULTILINE))


def test_every_variable_is_documented_and_no_other():
    assert set(documented()) == set(read_in_settings())


def test_the_defaults_agree():
    said = documented()
    for name, default in read_in_settings().items():
        if default is not None and default != "":
            shown = {True: "1", False: "0"}.get(default, default) if isinstance(default, bool) else default
            assert f"`{shown}`" in said[name], name


def test_nothing_else_in_settings_reads_the_environment():
    text = (ROOT / "postincident/settings.py").read_text()
    assert "os.environ" not in text and "getenv" not in text


def anchors(path):
    headings = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```", "", path.read_text(), flags=re.M | re.S), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", NAMES)
def test_its_links_lead_somewhere(name):
    path = ROOT / name
    text = re.sub(r"^```.*?^```", "", path.read_text(), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("https://", "http://", "mailto:")):
            continue
        file, _hash, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


def code_of(text):
    """Everything in a code block or between backticks."""
    blocks = re.findall(r"^```.*?^```", text, flags=re.M | re.S)
    return "\n".join(blocks + re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)))


@pytest.mark.parametrize("name", NAMES)
def test_the_make_verbs_it_names_exist(name):
    verbs = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:^|&& |\d )make (?:-s )?([a-z]+)", code_of((ROOT / name).read_text()), re.MULTILINE))
    assert named <= verbs


@pytest.mark.parametrize("name", NAMES)
def test_the_commands_it_names_exist(name):
    named = set(re.findall(r"(?:manage\.py|scripts/run\.py) ([a-z_]+)", code_of((ROOT / name).read_text())))
    if name == "docs/administrators.md":
        named |= set(
            re.findall(r"^(?:DATABASE_URL=\S+ )?postincident ([a-z_]+)", code_of(ADMINISTRATORS), re.MULTILINE)
        )
        assert len(named) > 10
    assert named <= set(get_commands())


@pytest.mark.parametrize("name", NAMES)
def test_the_files_it_names_exist(name):
    """Paths between backticks that begin with a folder of ours; `<…>` and `*` stand for something else."""
    text = re.sub(r"^```.*?^```", "", (ROOT / name).read_text(), flags=re.M | re.S)
    folders = "postincident|archive|communications|feedback|templates|static|tests|docs|scripts|requirements|bench|measure|mailcheck"
    for path in re.findall(rf"`((?:{folders})/[\w./-]+)`", text):
        assert (ROOT / path).exists(), path


def pinned(file):
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements" / file).read_text(), re.MULTILINE))


def wanted():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = [name for extra in project["optional-dependencies"].values() for name in extra]
    return [re.match(r"[\w-]+", name)[0] for name in project["dependencies"] + extras]


def test_every_dependency_has_its_line_with_the_version_that_is_pinned():
    packages = (ROOT / "docs/dependencies.md").read_text().split("\n## In the browser\n")[0]
    rows = re.findall(r"^\| ([\w-]+) \| (\d[\w.]*) \|", packages, re.MULTILINE)
    pins = pinned("bench.txt") | pinned("dev.txt") | pinned("runtime.txt")
    assert dict(rows) == {name: pins[name.lower()] for name in wanted()}


def test_every_vendored_file_has_its_line_too():
    table = (ROOT / "static/vendor/README.md").read_text()
    said = (ROOT / "docs/dependencies.md").read_text()
    for version in re.findall(r"\| (\d[\d.]+) \|", table):
        assert f" {version} " in said
