"""Prints the updates of a published status history, one JSON line each: incident, services, text in Markdown as found.

collect_updates.py SHAPE PATH [--without INCIDENT]…

`SHAPE` is "cstate" or "mdx" (a folder of files with front matter), "entries" (one JSON file of incidents with updates) or
"documents" (a folder of Markdown files, each one text). The updates of an incident come in the order in which they were written.
What the page hid from its readers, in comments, is left out.
"""

import argparse
import json
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

_COMMENT = re.compile(r"[ \t]*<!--.*?-->[ \t]*\n?", re.S)
# "[Final message]", "[Update - 2023-03-29 15h50 UTC]", "**Update at 2021-06-08 11:20 UTC**"; but not "[Edit](https://…)".
_LABEL = re.compile(
    r"""^(?: \[ (?:initial|final|updated?|edit|open|opening|close|closing|end) \b [^]\n]* \] (?![(:\[]) [ \t]* (?:-->)?
        | \*\* (?: (?:update|initial\ message) \b | \d{4}-\d\d-\d\d ) .* $
        | (?:initial|final)\ message: [ \t]* $ )""",
    re.I | re.M | re.X,
)
_UPDATE = re.compile(r"<Update\b[^>]*>(.*?)</Update>", re.S)
_HEADING_AT_END = re.compile(r"^#+ .*\Z", re.M)


def _even(text: str) -> str:
    return textwrap.dedent(text.strip("\n")).strip()


def split_front_matter(source: str) -> tuple[str, str]:
    _, front, body = re.split(r"^---[ \t]*$\n?", source, maxsplit=2, flags=re.M)
    return front, body


def listed(front: str, key: str) -> list[str]:
    """The items of a list in front matter: "key:" and below it "- item"."""
    found = re.search(rf"^{key}:[ \t]*\n((?:[ \t]*(?:[-#].*)?\n)*)", front + "\n", re.M)
    lines = [line.strip() for line in found[1].splitlines()] if found else []
    items = [line[1:].strip().strip("\"'") for line in lines if line.startswith("-")]
    return [item for item in items if item]


def cstate(body: str) -> list[str]:
    """Newest first under labels of their own, unless the text begins without a label: what follows was added to that."""
    first, *others = _LABEL.split(_COMMENT.sub("", body))
    return [first, *others] if first.strip() else others[::-1]


def mdx(body: str) -> list[str]:
    """The text, then an <Update> element for each later one. A heading between them belongs to what follows it."""
    texts, heading = [], ""
    for number, piece in enumerate(_UPDATE.split(re.sub(r"^import .*\n", "", body, flags=re.M))):
        text = _even(heading + _even(piece))
        heading = ""
        if number % 2 == 0 and (found := _HEADING_AT_END.search(text)):
            text, heading = text[: found.start()], found[0] + "\n\n"
        texts.append(text)
    return [*texts, heading]


def from_folder(folder: Path, split, services: str) -> Iterator[tuple[str, list[str], list[str]]]:
    for path in sorted(folder.iterdir()):
        front, body = split_front_matter(path.read_text())
        yield path.stem, listed(front, services), split(body)


def from_entries(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    for incident in json.loads(path.read_text()):
        yield incident["name"], incident["components"], [update["body"] for update in incident["updates"][::-1]]


def from_documents(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    for path in sorted(folder.iterdir()):
        yield path.stem, [], [path.read_text()]


SHAPES = {
    "cstate": lambda path: from_folder(path, cstate, "affected"),
    "mdx": lambda path: from_folder(path, mdx, "affectedSystems"),
    "entries": from_entries,
    "documents": from_documents,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shape", choices=SHAPES)
    parser.add_argument("path", type=Path)
    parser.add_argument("--without", action="append", default=[], metavar="INCIDENT")
    arguments = parser.parse_args()
    for incident, services, texts in SHAPES[arguments.shape](arguments.path):
        if incident in arguments.without:
            continue
        for text in texts:
            if text := _even(text):
                print(json.dumps({"incident": incident, "services": services, "text": text}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
