"""What a message to people outside lacks: that it meant something to them, and thanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.text import Text

_NEVER = ("talking_points",)
_WITH_THANKS = ("resolution", "root_cause", "improvements", "public_post")

_SORRY = re.compile(
    r"(?<!\w)(?:because\s+of\s+us|our\s+(?:fault|responsibility)|(?:expect\w*|deserved?)\s+better|should\s+(?:not|never)\s+have\s+(?:had|happened|been)|"
    r"(?:live|lived)\s+up\s+to|(?:fell|fall|fallen)\s+short|worst\s+(?:possible\s+)?(?:time|moment|day|hour)|"
    r"(?:bad|hard|terrible|difficult)\s+(?:day|days|night|week|evening|morning|weekend|hours)\s+for|what\s+(?:it|this|that)\s+meant|"
    r"sorry|apologi[sz]e\w*|apolog(?:y|ies)|regrets?(?!\s+to\s+(?:inform|say|tell))|regretted|regrettabl[ey]|forgive\w*|"
    r"unacceptable|ashamed|(?:let|failed)\s+(?:you|our\s+\w+|them|many\s+of\s+you)|not\s+good\s+enough|feel\s+(?:bad|terrible|awful)|"
    r"(?:frustrat|disappoint|inconvenien|distress|upsett|annoy|aggravat|worr(?:y|ied|ies))\w*|(?:caused|cost|gave|meant)\s+(?:you|many\s+of\s+you)\s+\w+|"
    r"for\s+(?:the|this|any|all\s+the)\s+(?:trouble|hardship|disruption)|pardon|condolences|sympath\w+|(?:our|deepest)\s+thoughts)(?!\w)",
    re.IGNORECASE,
)
# "We know how much …", "We understand that you …": about readers, within a few words.
_KNOW = re.compile(
    r"(?<!\w)(?:we|I)\s+(?:fully\s+|do\s+|also\s+|well\s+|truly\s+|very\s+well\s+|can\s+)?(?:know|understand|realise|realize|recognise|recognize|see|imagine|"
    r"appreciate|acknowledge|are\s+(?:well\s+)?aware)(?:\s+(?:only\s+)?too\s+well)?(?P<rest>[^.!?\n]{0,120})",
    re.IGNORECASE,
)
_ABOUT_READERS = re.compile(
    r"(?<!\w)(?:how|what\s+(?:this|that|it)|you|your|people|customers|users|households|families|patients|passengers|students|parents|members|"
    r"residents|businesses|colleagues|everyone|everybody|visitors|guests|hard|difficult|frightening|painful|trouble|impact|burden)(?!\w)",
    re.IGNORECASE,
)
_WHAT_HAPPENED = re.compile(
    r"\s+(?:that|how|what)(?!(?:\s+\w+){0,3}\s+(?:cause|fault|error|problem|issue|bug|failure|reason|change|setting|server|system)s?(?!\w))",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\s*(?:your\s+(?:cooperation|patience|understanding|help|support|feedback|trust|business)|you\s+for)",
    re.IGNORECASE,
)

# What none of the patterns can do without; looking for these first spares most texts the patterns.
_STEMS_OF_KNOWING = ("know", "understand", "reali", "recogni", "see", "imagine", "appreciate", "acknowledge", "aware")
_STEMS_OF_THANKS = (
    "thank",
    "grateful",
    "gratitude",
    "indebted",
    "obliged",
    "appreciat",
    "cheers",
    "kudos",
    "hats",
    "owe",
    "value",
    "granted",
)

_THANKS = re.compile(
    r"(?<!\w)(?:thank\s+\w+|thanks(?!\s+to(?!\w))|(?:many|our|heartfelt|sincere|warm|special|deserve\w*|please\s+accept\s+our)\s+(?:\w+\s+)?thanks|"
    r"thanking|thankful\s+(?:to|for)|grateful\w*|gratitude|indebted|obliged\s+to|(?:we|I)\s+(?:(?!would|will|also\s+would)\w+\s+){0,3}(?:appreciate|value)\s+"
    r"(?:your\s+(?:\w+\s+)?\w+|you(?!r)|everyone|everybody|every|all|how|that\s+you|it\s+that|the\s+(?:\w+\s+)?(?:help|patience|support|kindness|calm|work|way))|"
    r"(?:is|are|was|were|be|been|much|greatly|highly|truly|deeply)\s+appreciated|thank-yous?|value\s+your\s+patience|take\s+(?:that|this|it)\s+for\s+granted|cheers\s+(?:to|for)|kudos|hats\s+off|much\s+obliged|owe\s+(?:you|them|him|her|our|thanks|a))(?!\w)",
    re.IGNORECASE,
)
_THANKS_TO = re.compile(
    r"(?<!\w)thanks\s+to\s+(?:all|every\w*|you|those|each|whoever|anyone|our\s+(?:customers|users|members|guests|readers|patients|drivers|partners|"
    r"neighbours|neighbors|colleagues|staff)|the\s+(?:\w+\s+){1,3}who|\w+\s+(?:\w+\s+)?(?:who|for))(?!\w)",
    re.IGNORECASE,
)
_NO_THANKS = re.compile(r"(?<!\w)(?:no|without|not|n['’]t)\s+thank\w*", re.IGNORECASE)


def check(text: Text, context: Context) -> Iterator[Mark]:
    if not context.outside or context.kind in _NEVER or not text.prose.strip():
        return
    if not _acknowledges(text.prose):
        message = _(
            "Nowhere does it say that this was hard on readers. Name what it meant for them, and say that you are sorry."
        )
        yield Mark("no_acknowledgement", 0, 0, message, section=_section(text, "summary"))
    if context.kind in _WITH_THANKS and not _thanks(text.prose):
        message = _("Nobody is thanked. Thank readers for their patience, or those who helped.")
        yield Mark("no_thanks", 0, 0, message, section=_section(text, "appreciation"))


def _acknowledges(prose: str) -> bool:
    lowered = prose.lower()
    if _SORRY.search(prose):
        return True
    return any(stem in lowered for stem in _STEMS_OF_KNOWING) and any(
        (_ABOUT_READERS.search(found["rest"]) or _WHAT_HAPPENED.match(found["rest"]))
        and not _COURTESY.match(found["rest"])
        for found in _KNOW.finditer(prose)
    )


def _thanks(prose: str) -> bool:
    lowered = prose.lower()
    if not any(stem in lowered for stem in _STEMS_OF_THANKS):
        return False
    without = _NO_THANKS.sub(lambda found: " " * len(found[0]), prose)
    return bool(_THANKS.search(without) or _THANKS_TO.search(without))


def _section(text: Text, key: str) -> str:
    return key if any(part.key == key for part in text.parts) else ""
