"""What a new installation starts with: themes of incident communication, and the questionnaire."""

from typing import Any

from django.utils.translation import gettext_noop

# (slug, name, what belongs here, calls for a change)
THEMES = [
    ("too-late", "Too late", "They heard too late, or from somebody else first.", True),
    ("too-vague", "Too vague", "It did not say enough to act on: what, how long, how many.", True),
    ("too-technical", "Too technical", "Words only our engineers use.", True),
    ("missing-next-steps", "Missing next steps", "It did not say what happens now, or by when.", True),
    ("missing-workaround", "Missing workaround", "What they could have done meanwhile was not said.", True),
    ("wrong-channel", "Wrong channel", "It reached the wrong person, or not where they look.", True),
    ("no-update", "No update", "Silence between the first message and the last.", True),
    ("contradictory", "Contradictory", "Two messages, or a message and the facts, did not agree.", True),
    ("tone", "Tone", "It read as cold, defensive or careless.", True),
    ("support-unreachable", "Support unreachable", "They asked and nobody answered.", True),
    ("credit-asked", "Credit asked", "They ask for a refund, a credit or what a contract promises.", True),
    ("thanks", "Thanks", "What they liked. Keep doing it.", False),
]

QUESTIONNAIRE: dict[str, Any] = {
    "name": "Three questions",  # as the first migration knows it
    "version": 1,
    # As long as nobody changed them, they are asked in the language that the page around them speaks.
    "questions": [
        {"key": "clear", "kind": "rating", "text": gettext_noop("Was it clear?")},
        {"key": "timely", "kind": "rating", "text": gettext_noop("Did it come in time?")},
        {"key": "complete", "kind": "rating", "text": gettext_noop("Did it tell you what you needed?")},
        {"key": "words", "kind": "text", "text": gettext_noop("What was missing or unclear?")},
    ],
}
