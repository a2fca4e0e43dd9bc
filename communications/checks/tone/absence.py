"""What a message to people outside lacks: that it meant something to them, and thanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _

from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.phrases import Phrases
from communications.checks.places import heads
from communications.checks.text import Text
from communications.checks.tone import said
from communications.checks.words.lists import set_of

_NEVER = ("talking_points",)
_WITH_THANKS = ("resolution", "root_cause", "improvements", "public_post")

# "We know how much …", "We understand that you …": about readers, within a few words.
_KNOW = re.compile(
    r"(?<!\w)(?:(?:we|I)\s+(?:fully\s+|do\s+|still\s+|also\s+|well\s+|truly\s+|very\s+well\s+|can\s+|all\s+)?(?:know|understand|realise|realize|recognise|recognize|see|"
    r"imagine|remember|appreciate|acknowledge|are\s+(?:well\s+|fully\s+|painfully\s+)?(?:aware|conscious|mindful)(?:\s+of)?|have\s+not\s+forgotten)|"
    r"(?:recogni[sz]es|acknowledges|understands|is\s+aware))(?:\s+(?:only\s+|all\s+)?too\s+well)?(?P<rest>[^.!?\n]{0,120})",
    re.IGNORECASE,
)
_BEGIN_KNOWING = heads("we i recognises acknowledges understands is")
_ABOUT_READERS = re.compile(
    r"(?<!\w)(?:how(?!\s+(?:the|this|that|it|an?)\s+(?:\w+\s+)?(?:error|fault|problem|failure|leak|file|bug|mistake|outage|came|happened|arose|started|began|got)(?!\w))|what\s+(?:this|that|it|a|an|\w+\s+(?:\w+\s+)?of)|you|your|they|them|seconds|many|each|seriousness|stake|distress|cost|people|customers|users|households|families|patients|passengers|students|parents|members|"
    r"residents|businesses|colleagues|everyone|everybody|visitors|guests|hard|difficult|frightening|painful|trouble|impact|burden|strain|load|disruption|inconvenience|frustration|anger|anxiety|worry|hardship|upset|"
    r"carers|nurses|teachers|readers|drivers|children|the\s+elderly|pain|stress|upheaval|annoyance|disappointment)(?!\w)",
    re.IGNORECASE,
)
_WHAT_HAPPENED = re.compile(
    r"\s+(?:that|how|what)(?!(?:\s+\w+){0,3}\s+(?:cause|fault|error|problem|issue|bug|failure|reason|change|setting|server|system|went|happened|failed|led|queue|page|value|test|order)s?(?!\w))",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\s*(?:your\s+(?:cooperation|patience|understanding|help|support|feedback|trust|business|loyalty|custom|interest|attention|time|flexibility|kindness|assistance|efforts?|input)|you\s+for)",
    re.IGNORECASE,
)

_BEGIN_SORRY = heads("sorry")
_SORRY = re.compile(
    r"(?<!\w)sorry(?=\s*(?:[^\w\s]|\Z|\n)|\s+(?:for|that|to|about|if|and|we|you|it|your|this|the|all|everyone|folks|is|was|but|he|she|they|our|on|when|how|"
    r"because|again|indeed|what|not|also|as|so|in|at|is|then|now|today|dear|each|every|both|whenever|where|over|from|really)(?!\w))",
    re.I,
)
# Who is aware of a fault need not be aware of what it means.
_AWARE = re.compile(
    r"aware(?:\s+of|\s+that)?\s+(?:the|a|an|no|some|this|these|calls|several|problems|issues|that)(?!\w)", re.I
)
# What none of the patterns can do without; looking for these first spares most texts the patterns.
_STEMS_OF_KNOWING = (
    "know",
    "understand",
    "reali",
    "recogni",
    "see",
    "imagine",
    "appreciate",
    "acknowledge",
    "aware",
    "conscious",
    "mindful",
    "forgotten",
    "remember",
)
_WORDS_OF_THANKS = set_of(
    "thank thanks thanking thankful grateful gratefully gratitude indebted obliged appreciate appreciates appreciated appreciative cheers kudos "
    "hats value granted thx thanx ta bless salute applaud mention difference tribute credit"
)

_THANKS = re.compile(
    r"(?<!\w)(?:thank\s+\w+|thanks(?!\s+to(?!\w))|th(?:an)?x|ta\s+(?:very|for|to|everyone)|bless\s+you|(?:we|I)\s+(?:salute|applaud)|special\s+mention|pa(?:y|id)\s+tribute|(?:all\s+the\s+)?credit\s+(?:goes|is\s+due)\s+to|made\s+(?:all\s+)?the\s+difference|(?:many|our|heartfelt|sincere|warm|special|deserve\w*|please\s+accept\s+our)\s+(?:\w+\s+)?thanks|"
    r"thanking|thankful\s+(?:to|for)|(?<!would\sbe\s)(?<!['’]d\sbe\s)(?<!\ba\s)(?<!would\salso\sbe\s)grateful\w*|gratitude|indebted|obliged\s+to|(?:we|I)\s+(?:(?!would|will|also\s+would)\w+\s+){0,3}(?:appreciate|value(?!\s+your\s+(?:opinions?|feedback|privacy|views?)))\s+"
    r"(?:your\s+(?:\w+\s+)?\w+|you(?!r)|(?:that|it|this)(?!\s+\w+\s+(?:is|was|are))|everyone|everybody|every|all|how|that\s+you|it\s+that|the\s+(?:\w+\s+)?(?:help|patience|support|kindness|calm|work|way|time|effort|efforts|trouble|hours|care|reports|calls|messages|advice|feedback|flexibility|hospitality|cooperation|goodwill|understanding|humour|honesty|trust|speed)(?!\s+(?:pressure|of\s+day))|the\s+(?:[\w-]+\s+){1,3}?(?:with\s+which|you\s|that\s+you|shown|of\s+(?:you|our|all|the|those|everyone)))|"
    r"(?:is|are|was|were|be|been|much|greatly|highly|truly|deeply)\s+appreciated|thank-yous?|value\s+your\s+patience|take\s+(?:that|this|it)\s+for\s+granted|cheers\s+(?:to|for)|kudos|hats\s+off|much\s+obliged)(?!\w)",
    re.IGNORECASE,
)
_THANKS_TO = re.compile(
    r"(?<!\w)thanks\s+to\s+(?:all|every\w*|you|folks|mrs?|ms|dr|both|whoever|those|each|whoever|anyone|our\s+(?:customers|users|members|guests|readers|patients|drivers|partners|"
    r"neighbours|neighbors|colleagues|staff)|the\s+(?:[\w-]+(?:[\'’]s?)?,?\s+){1,9}?who|our\s+(?:[\w-]+(?:[\'’]s?)?,?\s+){1,6}?who|\w+(?:['’]s)?\s+(?:\w+,?\s+){0,3}(?:who|for))(?!\w)",
    re.IGNORECASE,
)
# A sentence that is nothing but thanks has no verb of its own: "Thanks to the clear report from Leeds."
_BARE_THANKS = re.compile(
    r"\A\W*(?:(?:and|but|finally|lastly|also|many|special|huge|big|warm|our|sincere|heartfelt)\s+)*thanks\s+to\s+(?:(?!(?:is|was|are|were|has|have|had|could|can|will|did|does|went|came|worked|works|stayed|kept|remained)\b)[\w'’-]++\s*+){1,14}[.!]",
    re.I,
)
_NO_THANKS = re.compile(r"(?<!\w)(?:no|without|not|n['’]t)\s+thank\w*", re.IGNORECASE)


def check(text: Text, context: Context) -> Iterator[Mark]:
    if not context.outside or context.kind in _NEVER or not text.prose.strip():
        return
    if not (_is_sorry(text) or _knows(text) or any(said.find(text, _acknowledged()))):
        message = _(
            "Nowhere does it say that this was hard on readers. Name what it meant for them, and say that you are sorry."
        )
        yield Mark("no_acknowledgement", 0, 0, message, section=_section(text, "summary"))
    if context.kind in _WITH_THANKS and not _thanks(text):
        message = _("Nobody is thanked. Thank readers for their patience, or those who helped.")
        yield Mark("no_thanks", 0, 0, message, section=_section(text, "appreciation"))


@cache
def _acknowledged() -> Phrases:
    return said.phrases_of("acknowledged")


@cache
def _thanked() -> Phrases:
    return said.phrases_of("thanked")


def _is_sorry(text: Text) -> bool:
    return any(not text.is_quoted(*found.span()) for found in text.places.matches(_SORRY, _BEGIN_SORRY))


def _knows(text: Text) -> bool:
    return any(stem in text.lowered for stem in _STEMS_OF_KNOWING) and any(
        (_ABOUT_READERS.search(found["rest"]) or _WHAT_HAPPENED.match(found["rest"]))
        and not _COURTESY.match(found["rest"])
        and not (_AWARE.search(found[0]) and not _ABOUT_READERS.search(found["rest"]))
        for found in text.places.matches(_KNOW, _BEGIN_KNOWING)
    )


def _thanks(text: Text) -> bool:
    return any(said.find(text, _thanked())) or any(
        not words.isdisjoint(_WORDS_OF_THANKS) and _is_thanks(text.prose[one.start : one.end])
        for one, words in zip(text.sentences, text.vocabularies, strict=True)
    )


def _is_thanks(sentence: str) -> bool:
    without = _NO_THANKS.sub(lambda found: " " * len(found[0]), sentence)
    return bool(_THANKS.search(without) or _THANKS_TO.search(without) or _BARE_THANKS.search(without))


def _section(text: Text, key: str) -> str:
    return key if any(part.key == key for part in text.parts) else ""
