"""The words a fresh glossary holds: a copy of the lists that ship with the checks, to be changed at will."""

from __future__ import annotations

from typing import Any

from communications.checks import words


def install_glossary(get_model: Any) -> None:
    """`get_model(name)` gives the model class. What is there already is left as it is."""
    model = get_model("GlossaryTerm")
    there = {(kind, word.lower()) for kind, word in model.objects.values_list("kind", "word")}
    rows = []
    for kind, terms in (("jargon", words.jargon()), ("acronym", words.acronyms())):
        for term in terms:
            if (key := (kind, term.word.lower())) not in there:
                there.add(key)
                rows.append(model(kind=kind, word=term.word, replacement=term.replacement))
    model.objects.bulk_create(rows)
