"""What the checks find in a communication, where in its sections it lies, and what a manager decided to keep."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communications import checks
from communications.checks.context import Context
from communications.checks.finding import BLOCKING, Finding
from communications.circumstances import context_of
from communications.completeness import Blocker
from communications.models import Communication, FindingOverride
from communications.pieces import Part, Whole, assembled

# An override keeps the words it was made for; of a longer text the beginning, and the digest of all.
MOST_TEXT = 300


@dataclass(frozen=True)
class Found:
    """A finding at its place: `section` is the key of the section, SUBJECT, or empty for the text as a whole; `start` and
    `end` are code points of that section's body, both 0 where something is absent."""

    finding: Finding
    section: str
    start: int
    end: int
    override: FindingOverride | None = None

    @property
    def is_blocking(self) -> bool:
        return self.finding.severity == BLOCKING and self.override is None

    @property
    def is_kept(self) -> bool:
        return self.override is not None

    @property
    def has_place(self) -> bool:
        return self.end > self.start

    @property
    def key(self) -> str:
        """Names it in a form: what it is about, and where it stood when the page was made."""
        digest = hashlib.sha256(self.finding.text.encode()).hexdigest()[:12]
        return "~".join([self.finding.check, self.finding.rule, self.section, str(self.start), digest])

    @property
    def sentence(self) -> str:
        if not self.finding.text or len(self.finding.text) > 120:
            return self.finding.message
        return _("“%(text)s”: %(message)s") % {"text": self.finding.text, "message": self.finding.message}


def whole_of(communication: Communication, sections: Iterable[Part] | None = None, subject: str | None = None) -> Whole:
    return assembled(
        communication.subject if subject is None else subject,
        communication.sections.all() if sections is None else sections,
    )


def findings(
    communication: Communication,
    sections: Iterable[Part] | None = None,
    *,
    subject: str | None = None,
    context: Context | None = None,
) -> list[Found]:
    """In order of place. `sections` and `subject` as they are being typed, where they differ from what is saved."""
    whole = whole_of(communication, sections, subject)
    context = context or context_of(communication)
    kept = {_key_of(row): row for row in _overrides(communication)}
    found = []
    for finding in checks.run(whole.source, context):
        section, start, end = _placed(whole, finding)
        override = kept.get((finding.check, finding.rule, text_kept(finding.text), section))
        found.append(Found(finding, section, start, end, override))
    return found


def _overrides(communication: Communication) -> Iterable[FindingOverride]:
    return communication.finding_overrides.filter(withdrawn_at=None).select_related("by")


def _placed(whole: Whole, finding: Finding) -> tuple[str, int, int]:
    if finding.end <= finding.start:
        return finding.section, 0, 0
    return whole.place_of(finding.start, finding.end) or ("", 0, 0)


def _key_of(row: FindingOverride) -> tuple[str, str, str, str]:
    return row.check_name, row.rule, row.text, row.section


def text_kept(text: str) -> str:
    if len(text) <= MOST_TEXT:
        return text
    return f"{text[:200]}… {hashlib.sha256(text.encode()).hexdigest()}"


def blocking(found: Sequence[Found]) -> list[Blocker]:
    return [Blocker(one.finding.rule, one.sentence, one.section) for one in found if one.is_blocking]


# Rule of a check → the codes of blockers that say the same of the facts as well, and cannot be kept with a reason.
_SAID = {
    "section_says_nothing": ("empty_section", "gap", "gap_marker"),
    "no_next_update": ("no_next_update",),
    "no_way_to_answer": ("no_feedback",),
}


def not_said(found: Sequence[Found], blocked: Sequence[Blocker]) -> list[Found]:
    """Without what is said already by what keeps the communication from being submitted anyway."""
    sections = {(blocker.code, blocker.section) for blocker in blocked}
    codes = {blocker.code for blocker in blocked}

    def is_said(one: Found) -> bool:
        said = _SAID.get(one.finding.rule, ())
        if one.finding.rule == "section_says_nothing":
            return any((code, one.section) in sections for code in said)
        return any(code in codes for code in said)

    return [one for one in found if not is_said(one)]


def same(found: Sequence[Found], key: str) -> Found | None:
    """The finding that a page named, wherever its words stand by now; the nearest, where they come more than once."""
    about, _at, digest = key.rsplit("~", 2) if key.count("~") == 4 else ("", "", "")
    place = int(_at) if _at.isascii() and _at.isdigit() and len(_at) < 10 else 0
    alike = [one for one in found if (parts := one.key.rsplit("~", 2)) and (parts[0], parts[2]) == (about, digest)]
    return min(alike, key=lambda one: abs(one.start - place), default=None)
