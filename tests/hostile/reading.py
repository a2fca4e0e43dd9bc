"""What a browser would make of a page: its forms and their fields, what is said beside each, and what is alive in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Field:
    name: str
    kind: str  # the type of the input, "textarea" or "select"
    id: str = ""
    values: list[str] = field(default_factory=list)  # what would be sent
    options: list[str] = field(default_factory=list)  # what could be chosen
    most: int = 0  # characters it takes, as far as the page says
    invalid: bool = False
    described_by: list[str] = field(default_factory=list)


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    actions: set[str] = field(default_factory=set)  # where its buttons go instead


class Page(HTMLParser):
    """`Page(text)`: `forms`, `texts` (id → words inside), `tags` (name, attributes), `words`, `code` (script and style)."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self.words = ""
        self.code = ""
        self.alerts = ""
        self._about: list[str] = []  # what describes the fieldset it is in
        self._open: list[tuple[str, dict[str, str]]] = []
        self._form: Form | None = None
        self._select: Field | None = None
        self._textarea: Field | None = None
        self._words: list[str] = []
        self.feed(text)
        self.close()
        self.words = "".join(self._words)

    def handle_starttag(self, tag, attrs):
        said = {name: value or "" for name, value in attrs}
        self.tags.append((tag, said))
        if tag == "form":
            self._form = Form(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "fieldset":
            self._about = said.get("aria-describedby", "").split()
        elif tag == "button" and self._form is not None:
            self._form.actions.add(said.get("formaction", ""))
        elif tag in ("input", "select", "textarea") and self._form is not None and said.get("name"):
            self._control(tag, said)
        elif tag == "option" and self._select is not None:
            self._select.options.append(said.get("value", ""))
            if "selected" in said or not self._select.values:
                self._select.values[:] = [said.get("value", "")]
        if tag not in VOID:
            self._open.append((tag, said))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def _control(self, tag, said):
        kind = said.get("type", "text") if tag == "input" else tag
        one = self._form.fields.setdefault(said["name"], Field(said["name"], kind, said.get("id", "")))
        one.most = int(said.get("maxlength", "0"))
        one.invalid |= said.get("aria-invalid") == "true"
        one.described_by += said.get("aria-describedby", "").split() + self._about
        if kind in ("checkbox", "radio"):
            one.options.append(said.get("value", "on"))
            one.values += [said.get("value", "on")] if "checked" in said else []
        elif tag == "input":
            one.values = [said.get("value", "")]
        elif tag == "textarea":
            self._textarea = one
            one.values = [""]
        else:
            self._select = one

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "fieldset":
            self._about = []
        elif tag == "textarea":
            if self._textarea is not None and self._textarea.values[0].startswith("\n"):
                self._textarea.values[0] = self._textarea.values[0][1:]  # as browsers do
            self._textarea = None
        if any(name == tag for name, _said in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        inside = [name for name, _said in self._open]
        if "script" in inside or "style" in inside:
            self.code += data
            return
        if self._textarea is not None:
            self._textarea.values[0] += data
        self._words.append(data)
        for _name, said in self._open:
            if said.get("id"):
                self.texts[said["id"]] = self.texts.get(said["id"], "") + data
            if said.get("role") == "alert" or "note-bad" in said.get("class", "") or "error" in said.get("class", ""):
                self.alerts += data

    def beside(self, one: Field) -> str:
        """What is said of this field: the elements that describe it, and Django's list of errors for it."""
        return " ".join(self.texts.get(name, "") for name in [*one.described_by, f"{one.id}_error"]).strip()


_SCHEME = re.compile(r"[\s\x00-\x20]*(javascript|vbscript|data)\s*:", re.IGNORECASE)
_ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset", "background", "ping"}
MARK = "h0stile"
# A post's own address, of which its title is a part by letters and digits alone; it says which page this is and loads nothing.
_OWN_ADDRESS = re.compile(r"(?:http://127\.0\.0\.1:8000)?/updates/(?:incidents/)?[a-z0-9-]+/(?:feed/)?")


def _leads_nowhere_else(said: dict[str, str], address: str) -> bool:
    return said.get("rel", "canonical") in ("canonical", "alternate") and _OWN_ADDRESS.fullmatch(address) is not None


def alive(text: str, page: Page | None = None) -> list[str]:
    """Whatever of the corpus became more than words. Everything in the corpus that could do something carries MARK."""
    page = page or Page(text)
    found = [f"in code: {page.code[:200]}"] if MARK in page.code else []
    for tag, said in page.tags:
        if MARK in tag:
            found.append(f"<{tag}>")
        for name, value in said.items():
            if tag == "link" and (name == "title" or (name == "href" and _leads_nowhere_else(said, value))):
                continue
            wrong = (
                MARK in name
                or re.fullmatch(r"on[a-z]+", name)
                or (name in _ADDRESSES and (_SCHEME.match(value) or value.strip().startswith(f"//{MARK}")))
                or (name in ("style", "srcdoc", "http-equiv", "id", "class", "name") and MARK in value)
                or (tag in ("script", "iframe", "object", "embed", "link", "img", "base") and MARK in value)
            )
            if wrong:
                found.append(f"<{tag} {name}={value[:80]!r}>")
    return found + [f"evaluated: {sign}" for sign in (f"49{MARK}", f"7777777{MARK}") if sign in text]
