from __future__ import annotations

from types import ModuleType
from typing import Any

from communications.shipped import formal, plain, summary, technical
from postincident.vocabulary import DetailLevel, Kind

LEVELS: dict[DetailLevel, ModuleType] = {
    DetailLevel.TECHNICAL: technical,
    DetailLevel.SUMMARY: summary,
    DetailLevel.PLAIN: plain,
    DetailLevel.FORMAL: formal,
}

# Kind → (section key, name of its body), in reading order. A body may stand in for a section of another name.
_ROOT_CAUSE = [
    ("summary", "summary"),
    ("root_cause", "root_cause"),
    ("resolution", "resolution"),
    ("next_steps", "next_steps"),
    ("further_updates", "further_updates"),
    ("support_contacts", "support_contacts"),
    ("feedback", "feedback"),
]
SECTIONS: dict[Kind, list[tuple[str, str]]] = {
    Kind.ACKNOWLEDGEMENT: [
        ("summary", "now"),
        ("workaround", "workaround"),
        ("further_updates", "further_updates"),
        ("support_contacts", "support_contacts"),
        ("feedback", "feedback"),
    ],
    Kind.UPDATE: [
        ("summary", "status"),
        ("workaround", "workaround"),
        ("further_updates", "further_updates"),
        ("support_contacts", "support_contacts"),
        ("feedback", "feedback"),
    ],
    Kind.RESOLUTION: [
        ("summary", "solved"),
        ("resolution", "resolution"),
        ("further_updates", "further_updates"),
        ("support_contacts", "support_contacts"),
        ("feedback", "feedback"),
    ],
    Kind.ROOT_CAUSE: _ROOT_CAUSE,
    Kind.IMPROVEMENTS: [
        ("appreciation", "appreciation"),
        ("improvements", "improvements"),
        ("assurance", "assurance"),
        ("further_updates", "more"),
        ("support_contacts", "support_contacts"),
        ("feedback", "feedback"),
    ],
    Kind.TALKING_POINTS: [
        ("what_to_say", "what_to_say"),
        ("what_not_to_say", "what_not_to_say"),
        ("questions", "questions"),
        ("when_to_pass_on", "when_to_pass_on"),
        ("feedback", "feedback"),
    ],
    Kind.PUBLIC_POST: _ROOT_CAUSE,
}
# Sections without which a kind cannot be submitted.
MANDATORY: dict[str, tuple[str, ...]] = {
    Kind.ACKNOWLEDGEMENT: ("summary", "further_updates"),
    Kind.UPDATE: ("summary", "further_updates"),
    Kind.RESOLUTION: ("summary", "resolution"),
    Kind.ROOT_CAUSE: ("summary", "root_cause", "resolution", "next_steps", "further_updates", "support_contacts"),
    Kind.IMPROVEMENTS: ("appreciation", "improvements", "assurance"),
    Kind.TALKING_POINTS: ("what_to_say", "what_not_to_say", "questions", "when_to_pass_on"),
    Kind.PUBLIC_POST: ("summary", "root_cause", "resolution", "next_steps", "further_updates", "support_contacts"),
}
# What a section is called where the body that stands in says it better.
_TITLE_OF_BODY = ("now", "status")


def shipped_templates() -> list[dict[str, Any]]:
    """[{"kind", "detail_level", "subject", "sections": [{"key", "title", "body"}]}]."""
    templates = []
    for kind, sections in SECTIONS.items():
        for level, words in LEVELS.items():
            rows = [
                {
                    "key": key,
                    "title": words.TITLES[body if body in _TITLE_OF_BODY else key],
                    "body": words.BODIES[body],
                }
                for key, body in sections
            ]
            templates.append({"kind": kind, "detail_level": level, "subject": words.SUBJECTS[kind], "sections": rows})
    return templates
