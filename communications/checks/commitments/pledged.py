"""Whether a virtue is pledged and nothing done: "we will go about boarding with more circumspection"."""

from __future__ import annotations

import re
from functools import lru_cache

from communications.checks.commitments.past import happened
from communications.checks.words import pledges
from communications.checks.words.families import any_of
from communications.checks.words.hollow import HEADS
from communications.checks.words.lists import set_of
from communications.checks.words.steps import VERBS

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[.;:!?(),–—]")
_ABSTRACT = re.compile(
    r"(?:ful|ive|ous|ed|ful|less|like|th)ness\Z|(?:ab|ib|sens|tiv)ility\Z|(?:minded|oriented|focused|focussed|friendly|centric|conscious|proof|centred|centered)\Z"
)
_QUALITY = re.compile(
    r"(?:ful|ive|able|ible|ent|ant|ous|ic|al|ed|ing|ly|minded|friendly|oriented|proof|ate|some|y|open|frank|strict|firm|fair|calm|keen|kind|humble|agile|precise|polite|secure|safe|mature|human|modern|civil|gentle|prompt|upfront)\Z"
)
_KIND = re.compile(r"(?:[^i]ence|ance|ship|our|acy|ness|ism|itude|hood|(?<!s)tion|sion)\Z")  # "more presence"
_NO_QUALITY = set_of(
    "than often recent people money detailed staff any only every many family company city library supply body copy party duty building training ring thing king being nothing something hospital material terminal signal meal arrival trial fabric traffic seed feed bed shed"
)
_PLAIN = set_of("cement garment apartment")
_DEGREES = set_of("more less most very extra especially particularly truly really even")
_DETERMINERS = set_of(
    "the a an our your their its his her this that these those of for with in on to by from at about into no any some each every all as than old new first next more fewer extra"
)
_BEFORE_BASE = set_of(
    "will shall to we i they you must should can could may might would ll and or not also now then never who that please always both all each always either let's it'll we'll they'll he'll she'll 'll don't"
)
_IS = set_of("be is are being been am get gets has have had was were not also now then all both it them")
_AFTER_ING = _IS | set_of("by start starts begin begins stop stops finish keep keeps and")
_GIVEN_TO = set_of(
    "given paid attached devoted shown lent attention importance weight heed approach commitment sensitive attentive"
)
_PARTICIPLE = re.compile(r"(?:\w{2}ed|\w{2}en|made|set|gone|got|put|done|understood)\Z")
_NOT_PLURAL = set_of(
    "its this as is was has us thus always yes less across perhaps his hers ours yours theirs themselves ourselves plus towards besides sometimes"
)
_STOPS = set_of(
    "of for in on to at by with from into so that and which who because when where while if as before after until than under over against about towards toward among between through during . ; : ! ? ( ) , – —"
)
_DONE_AND_SO = any_of(
    r"\b(?:was|were|had|took|went|came|did|has (?!promised|pledged|vowed|understood|set|resolved|decided|made|taken)\w+|have (?!promised|pledged|vowed|understood|set|resolved|decided|made|taken|to\b)\w+)\b"
)
_ORDINARY_AFTER = re.compile(r"(?:ly|ing)\Z")


_ALONE = pledges.STRONG | pledges.VIRTUES | (pledges.ALSO_OF_THINGS - set_of("due full clear good high strong"))
_NO_PAST = re.compile(
    r"\b(?:(?:has|have) (?:set|taken|made|resolved|decided|vowed|promised|pledged|understood)|thought|heed|committed|determined|resolved|prepared|heightened)\b"
)
_BASES = frozenset(VERBS) | {"make", "keep", "improve", "treat", "handle", "look", "take", "tackle", "do", "see"}
_NO_MORE = set_of("once any no some few much and or many two what's even far one")


@lru_cache(maxsize=8192)
def may_be(word: str) -> bool:
    return word in _ALONE or word in _DEGREES or _ABSTRACT.search(word) is not None


def is_pledged(prose: str) -> bool:
    words = [word.lower() for word in _WORD.findall(prose)]
    hollow = [at for at in range(len(words)) if _is_hollow(words, at)]
    if not hollow or ":" in words[1:-1] or any(_is_deed(words, at, hollow) for at in range(len(words))):
        return False
    return not (_DONE_AND_SO.search(prose) or happened(_NO_PAST.sub("care", prose)))


def _is_hollow(words: list[str], at: int) -> bool:
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else "."
    if word in pledges.STRONG:
        return True
    if word in pledges.ALSO_OF_THINGS:
        return (
            after in pledges.VIRTUES
            or after in pledges.WITH_MORE
            or after in HEADS
            or _ABSTRACT.search(after) is not None
        )
    if word in ("more", "less") and (not after[0].isalpha() or after in ("next", "in", "with", "when")):
        return at > 0 and words[at - 1] not in _NO_MORE
    if word in _DEGREES and (after in pledges.WITH_MORE or _KIND.search(after)):
        return True
    if word in _DEGREES:
        return (
            _QUALITY.search(after) is not None
            and after not in _NO_QUALITY
            and (at + 2 >= len(words) or words[at + 2] != "than")
        )
    if word in pledges.VIRTUES or _ABSTRACT.search(word):
        return after in pledges.AFTER_VIRTUES or not after[0].isalpha() or _ORDINARY_AFTER.search(after) is not None
    return False


def _is_deed(words: list[str], at: int, hollow: list[int]) -> bool:
    word = words[at]
    if word in pledges.DEED:
        return _is_verb(words, at) and (at + 1 == len(words) or _object(words, at, hollow) is not False)
    if word in ("has", "have") and at + 1 < len(words) and _PARTICIPLE.search(words[at + 1]):
        return False
    return word in pledges.LIGHT and _is_verb(words, at) and _is_done_to_a_thing(words, at, hollow)


def _is_verb(words: list[str], at: int) -> bool:
    word, before = words[at], words[at - 1] if at else "."
    if before == "to" and at > 1 and words[at - 2] in _GIVEN_TO:  # "importance will be given to phone calls"
        return False
    if word.endswith("ing"):
        return before in _AFTER_ING or not before[0].isalpha() or before.endswith("ly")
    if word.endswith("ed"):
        return before not in _DETERMINERS
    if not before[0].isalpha() or before in _BEFORE_BASE or before.endswith("ly"):
        return True
    if word.endswith("s") and not word.endswith("ss"):
        is_object = (at == 1 and before in _BASES) or (
            at > 1 and (words[at - 2] in _BEFORE_BASE or words[at - 2].endswith("ly"))
        )  # "will handle refunds"
        return (
            not is_object and before not in _DETERMINERS and before not in ("and", "or") and not before.endswith("ing")
        )
    return (before.endswith("s") and before not in _NOT_PLURAL) or before in _IS


def _is_done_to_a_thing(words: list[str], at: int, hollow: list[int]) -> bool:
    """ "gets a lamp", not "gets the attention it deserves" """
    if _is_passive(words, at):
        begin = next((before + 1 for before in range(at - 1, -1, -1) if words[before] in _STOPS), 0)
        if any(begin <= one < at for one in hollow):
            return False
        if words[at] not in ("given", "offered", "provided"):
            return True
    return _object(words, at, hollow) is True


def _object(words: list[str], at: int, hollow: list[int]) -> bool | None:
    """Whether what follows is a thing; none where nothing does that could be either."""
    found = None
    for one in range(at + 1, min(len(words), at + 9)):
        if words[one] in _STOPS:
            break
        if one in hollow or words[one] in pledges.VIRTUES:
            return False
        if words[one] not in pledges.AFTER_VIRTUES:
            found = True
    return found


def _is_passive(words: list[str], at: int) -> bool:
    done = words[at].endswith("ed") or words[at] in ("put", "set", "given", "bought", "built")
    return done and any(words[before] in _IS for before in range(max(0, at - 3), at))
