"""Around a passive, what tells that readers ask who it was: that it was not done, or should have been, or was done wrongly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communications.checks.plain_language import near
from communications.checks.words import passives

if TYPE_CHECKING:
    from communications.checks.plain_language.passive import Passive


def hidden(one: Passive) -> int:
    """Where the words end that hide somebody, or 0."""
    end = _hidden(one)
    if end and (
        near.SOMEBODY.search(one.after) or near.OURSELVES.search(one.before) or near.STILL_ASKED.search(one.before)
    ):
        return 0
    return end


def is_of_machines(one: Passive) -> bool:
    """What was not done to a thing: insiders know that it was a machine, or do not mind."""
    have = near.HAVE.search(one.before)
    return (
        bool(near.NOT.search(f"{one.adverbs} {have['adverbs'] if have else ''}")) and one.word not in near.TOLD_OR_ASKED
    )


def _hidden(one: Passive) -> int:
    if near.IF.search(one.opening):
        return one.end if _would_have(one) and not one.is_of(passives.BEFELL) else 0
    if _is_hidden(one):
        return one.end
    return _second(one)


def _is_hidden(one: Passive) -> bool:
    verb = one.be.split()[0].replace("’", "'").partition("'")[0]
    if verb in ("be", "being"):
        return bool((near.DUE if verb == "be" else near.WITHOUT).search(one.before)) and not one.is_of(passives.BEFELL)
    if verb != "been":
        return _asks(one, bool(near.NOT.search(one.adverbs)), has_been=False)
    have = near.HAVE.search(one.before)
    if not have:
        if near.HAD_IT.match(one.before) and near.WOULD.search(one.rest):
            return not one.is_of(passives.BEFELL)
        without = (
            near.WITHOUT.search(one.before) or near.NOT.search(one.before[-8:]) or near.NOBODY_AT_ALL.search(one.before)
        )
        return bool(without) and not one.is_of(passives.BEFELL)
    if modal := have["modal"]:
        return _should(one, " ".join(modal.split()), have)
    if have["have"] == "having" and near.WITHOUT.search(one.before):
        return not one.is_of(passives.BEFELL)
    if near.OURSELVES.search(one.before[: have.start()]):
        return False
    if have["have"] in ("has", "have") and (near.ONCE.search(one.opening) or near.ONCE.match(one.before)):
        return False
    no = bool(
        near.NOT.search(one.adverbs) or near.NOT.search(have["adverbs"]) or "n't" in have["adverbs"].replace("’", "'")
    )
    if no and have["have"] in ("has", "have") and one.is_of(passives.REMEDIES):
        return False  # it is being worked on
    return _asks(one, no, has_been=have["have"] in ("had", "having"))


def _would_have(one: Passive) -> bool:
    """If it had been done: it was not."""
    return bool(near.HAD.search(one.before) and near.WOULD.search(f"{one.opening} {one.rest}"))


def _should(one: Passive, modal: str, have: re.Match[str]) -> bool:
    if near.OURSELVES.search(one.before[: have.start()]):
        return False
    if modal in ("should", "ought to"):
        return (
            not one.is_of(passives.BEFELL)
            and not one.is_of(passives.RESTORED)
            and "automatically" not in f"{one.adverbs} {one.rest}"
        )
    if modal == "to":
        return bool(near.DUE.search(one.before[: have.start()] + "to "))
    return modal in ("could", "might") and one.is_of(passives.AVOIDABLE)


def _asks(one: Passive, no: bool, has_been: bool) -> bool:
    if _is_opinion(one) or ("by" in one.after and near.BY_NOBODY.search(one.after)):
        return True
    if _is_error(one):
        return not no and (_is_deed(one) or not near.NOBODY.search(one.before))
    if "automatically" in one.adverbs:
        return False
    return _asks_further(one, no, has_been) and not near.WHAT.search(one.before)


def _asks_further(one: Passive, no: bool, has_been: bool) -> bool:
    if no and one.word == "confirmed" and "never" in one.adverbs and near.AWAITED.search(one.before):
        return True
    if no and one.is_of(passives.LACKING):
        return not near.MACHINERY.search(one.before)
    if no:
        return not (
            one.is_of(near.NOT_YET)
            or _is_machine(one)
            or (one.word in near.NATURE and near.FOR.match(one.after))
            or (one.word not in near.TOLD_OR_ASKED and near.MACHINE_WHY.match(one.rest))
            or (one.is_of(near.YOURS_IS_SAFE) and near.YOURS.search(one.before))
        )
    if near.NOBODY.search(one.before):
        return _was_due(one)
    if "being" in one.adverbs and not one.opening.rstrip().endswith(("while", "when", "as")) and not _is_machine(one):
        return one.word in near.SENT
    if one.is_of(passives.LATE) and (near.ONLY.search(one.adverbs) or one.after.startswith(" only ")):
        return True
    if has_been and one.opening.rstrip().endswith("before") and near.OWED.search(one.before):
        return True
    if one.is_of(passives.HANDLED) or one.word in ("addressed", "loaded"):
        wrong = near.WITH_WRONG.search(one.after) or (one.word == "loaded" and near.FAULTY.search(one.before))
        return bool(wrong) and not near.MACHINERY.search(one.before)
    if one.word in near.BILLED and near.IN_ERROR.search(f"{one.adverbs} {one.after}"):
        return not _is_machine(one)
    is_pointed_at = one.word == "made" and one.before.split() == ["it"]  # "it was made too late"
    return not is_pointed_at and not one.is_of(passives.BEFELL) and (_is_wrong(one) or _is_cause(one, has_been))


def _is_error(one: Passive) -> bool:
    """Whatever else is said of it."""
    if one.word in ("skipped", "omitted") and near.MACHINERY.search(one.before):
        return False
    erred = one.is_of(passives.FAULTS) or (one.word.startswith("mis") and one.word not in ("missed", "mistaken"))
    return erred or _is_deed(one) or _is_phrase(one)


def _was_due(one: Passive) -> bool:
    """After "no …" or "nobody"."""
    if one.word == "left" and near.STAYED.match(one.after):
        return False
    if near.NOBODY_AT_ALL.search(one.before):
        return not one.is_of(near.NOT_YET) and one.word not in ("refused", "denied", "rejected", "dismissed")
    kept = one.word in ("kept", "left", "taken", "sent") and one.before.endswith("nothing ")
    return one.is_of(passives.DUTIES) and not kept and not near.NO_LOSS.search(one.before)


def _is_cause(one: Passive, has_been: bool) -> bool:
    """What had been done before, or because of which something failed."""
    if _is_machine(one):
        return False
    if has_been:
        return (
            one.is_of(passives.ACTS)
            and not one.opening.rstrip().endswith(("after", "once"))
            and not one.before.startswith("once ")
            and not near.RELATIVE.search(one.opening + one.before)
            and not (one.word in near.TAKEN_AGAINST and near.RELIEF.search(one.before))
        )
    return one.is_of(passives.HARMS) and bool(near.SINCE.search(one.opening))


def _is_machine(one: Passive) -> bool:
    return one.is_of(passives.WORKINGS) and bool(near.MACHINERY.search(f"{one.opening}{one.before}"[-80:]))


def _is_deed(one: Passive) -> bool:
    return one.word in near.DONE and bool(near.DEEDS.search(f"{one.before}V{one.word}"))


def _is_phrase(one: Passive) -> bool:
    """Verbs that say it together with what follows, or with what went before."""
    if one.word in near.SPENT and near.MEANT_FOR.search(one.before):
        return True
    if one.word in near.ALWAYS or ((follows := near.FOLLOWED.get(one.word)) and follows.match(one.rest)):
        return not (
            one.word in near.ORDERS and (near.HAS.search(one.before) or near.SO.match(one.opening + one.before))
        )
    return (
        one.is_of(passives.DISCLOSED)
        and bool(near.STRANGERS.match(one.after))
        and bool(near.PRIVATE.search(one.before))
    )


def _is_opinion(one: Passive) -> bool:
    """What somebody thought, or did not think."""
    if one.is_of(passives.OPINIONS) and near.IT.search(one.before):
        return bool(near.THAT.match(one.after) or near.HELD.match(one.after))
    if one.word == "found" and near.IT.search(one.before):
        return bool(near.FOUND.match(one.after))
    return one.is_of(passives.VIEWS) and bool(near.HELD.match(one.rest))


def _is_wrong(one: Passive) -> bool:
    """Done wrongly, or with something wrong: not what was put right."""
    opening = one.opening if len(one.opening) < 40 and one.opening.rstrip().endswith(",") else ""
    around = f"{opening} {one.before}| {one.adverbs}| {near.ELSEWHERE.sub(' ', one.after)}"
    if near.LIKE_PEOPLE.search(around):
        return True
    if near.WITHOUT_ANY.search(one.after) and one.is_of(passives.ACTS | passives.SUPPLIES | passives.DUTIES):
        return not _is_machine(one)
    if _is_machine(one):
        return False
    if one.is_of(passives.REMEDIES):
        return one.word == "replaced" and bool(near.WITH_WRONG.search(one.after))
    if near.WRONGLY.search(around) or near.WITH_WRONG.search(f"{one.word} {one.after}"):
        return True
    if "twice" in around and one.is_of(near.TWICE):
        return True
    if near.BEFORE.match(one.rest) and (
        one.is_of(passives.ACTS | passives.SUPPLIES) or one.word in ("begun", "opened")
    ):
        return True
    if near.BACK.match(one.after):
        return False
    if near.AMISS.search(one.before) or (near.MORE.match(one.before) and " than " in one.rest):
        return one.whole not in ("withdrawn", "cancelled", "canceled", "taken_down")
    return one.is_of(passives.SUPPLIES) and bool(near.FAULTY.search(one.before)) and not near.IN_A_YEAR.match(one.after)


def _second(one: Passive) -> int:
    rest = one.rest[:160]
    if (
        (erred := near.AND.search(rest))
        and erred[1] in passives.FAULTS
        and not near.SOMEBODY.match(rest, erred.end() + 1)
    ):
        return one.verb.end + erred.end()
    found = near.THEN.search(rest)
    if (
        not found
        or "automatically" in rest
        or found["verb"] in near.NOT_YET
        or _is_machine(one)
        or near.SOMEBODY.match(one.rest, found.end() + 1)
    ):
        return 0
    if not (found["verb"].endswith("ed") or found["verb"] in passives.IRREGULAR) or found["verb"] in ("used", "need"):
        return 0
    return one.verb.end + found.end()
