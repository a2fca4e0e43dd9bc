"""What a text says of services: that they failed, or that they worked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from communications.checks.consistency import incident
from communications.checks.consistency.service_names import found_in, key, names
from communications.checks.consistency.view import REACH, View
from communications.checks.context import Context, Service
from communications.checks.text import Span, Text
from communications.checks.words import consistency as words
from communications.checks.words.begins import Alternatives
from communications.checks.words.roots import PAST

FAILED, WORKED = "failed", "worked"
IF = Alternatives(
    r"if(?![^.,;]*?\b(?:could not|couldn't|would not|wouldn't|did not|didn't|was|were|failed|stopped|got|saw|met|had no|let|gave|kept|left|made|took|went|\w{2,}ed)\b)|unless|would(?! not)|might|will"
    r"|(?<!as they )(?<!as it )(?<!than they )(?<!than it )should|in case|shall|could have"
)
_CONTRAST = re.compile(r"\b(?:while|whereas|but|though|although)\s\Z")
_ERRORS_HAD = re.compile(r"\b(?:errors?|faults?|problems?|bugs?|mistakes?|trouble) had (?:\w+ )?\Z")
# That it does so again: so it did not.
_REGAINED = re.compile(
    r"\b(?:(?:work\w*|available|up|online|running|open|opened|reachable|usable|accessible|live|normal\w*|stable|possible|complete|correct) again|again (?:work\w*|available|online|open|possible|reachable)"
    r"|(?:is|are|was|were|came|come|comes) (?:now |fully |all )?back(?! to (?:you|us))|(?:has|have|had|was|were) (?:been )?(?:fully |completely )?(?:restored|repaired|recovered|brought back)|resumed|up and running again)\b"
)
_HAD = re.compile(r"\b(?:had|not|never|nor|wasn't|weren't) (?:\w+ )?\Z")  # a cause, or denied
_HAD_A = re.compile(
    r"\bhad (?:an?|some|more|no|further|serious|major|brief|technical|its|their) (?:\w+ )?\Z|\bhad (?:\w+ly )?\Z"
)
_SUBJECT_HAD = re.compile(
    r"(?:[\s,]*(?:and|or|nor|&|,)\s(?:the |our )?[\w-]+(?:\s[\w-]+){0,3}?)?[\s,]*(?:(?:both|all|also|too|on \w+|in [a-z]\w+)\s)?had (?!(?:an?|no|some|the|its|to|it|problems?|trouble|difficult\w+)\b)(?:also |all |both |simply |suddenly )?"
)
_NEITHER = re.compile(r"\b(?:neither (?:the |our |your )?|neither\b[^.;:]{1,40}\bnor (?:the |our |your )?)\Z")
_NONE = re.compile(
    r"\b(?:none|nothing|no \w+)(?: of (?:them|these|those|it|the \w+))? (?:is|was|were|are|has|have|had)(?: been)? \Z"
)
_NOBODY = re.compile(
    r"\b(?:nobody|no one|no-one|none|no (?:customers?|users?|clients?|people|guests?|\w+s)|hardly (?:any\w*|\w+)|few)\b(?: of (?:you|them|us|our \w+))?[\s,]{1,2}(?:(?:else|however|therefore|then|at all)[\s,]{1,2})?\Z"
)
_UNLIKE = re.compile(r"\b(?:unlike|contrary to|in contrast to|as opposed to)\b")
_NOBODY_LACKED = re.compile(r"\b(?:nobody|no one|none|no \w+|never|not|neither)\b[^.;]*\Z")
_WITHOUT = re.compile(r"\bwithout (?:any )?(?:access to |use of )?(?:the |our |their |your |its |a |an )?\Z")
_ALONE_BEFORE = re.compile(
    r"\b(?:only|solely|exclusively|(?:limited|confined|restricted) to|nothing (?:but|other than|except))(?: the| our| your)?\s\Z"
)
_ALONE_AFTER = re.compile(r"[\w-]+(?:\s[\w-]+){0,3}?\s(?:only|alone|exclusively|(?:was|were) the only)\b")
MOST_ENTRIES = 12  # between a list's entry and what leads it in
_BARE = ("", "service", "app", "system", "platform", "and", "or", "only")
_HEADING = re.compile(
    r"\b(?:affected|impacted|concerned|hit|unavailable|out of service|disrupted) (?:services?|systems?|products?)?|\b(?:services?|systems?|products?) (?:affected|impacted|concerned|hit|that failed)"
)
WAS = re.compile(
    r"\b(?:was|were|did|could|went|came|broke|stood|lost|left|got|took|fell|kept|began|saw|ran|gave|let|stuck|swept|hit|struck|(?!need\b|indeed\b|feed\b|speed\b)\w{2,}ed|no service|non-?availability)\b"
)
_DID_NOT = re.compile(
    r"\b(?:what|which) (?:did|was|were|has|had)(?: not|n['’]t)\W*\Z|\bnot (?:affected|touched|hit|concerned|down|out|broken|impacted|involved)\W*\Z"
)
_DONE = re.compile(r"\s(?:\w+ly |also |even |still |too |always )?(\w+)")
# What is done about a service, or by it to another.
_HANDLED = re.compile(
    r"\b(?:updat|upgrad|patch|restart|reboot|repair|fix|restor|recover|replac|chang|mov|migrat|switch|test|check|review|investigat|monitor|inspect|install|deploy|roll|built|wrote|design|launch|introduc"
    r"|began|start|came|resum|reopen|connect|depend|shar|using|used|caus|trigger|overload|began|ended|stopp|again)"
)
# What may be said of what fails as well.
_EITHER = frozenset(
    [
        "was",
        "were",
        "did",
        "had",
        "showed",
        "became",
        "turned",
        "went",
        "got",
        "lost",
        "sent",
        "took",
        "kept",
        "left",
        "made",
        "came",
        "gave",
    ]
)
_OTHER_CLAUSE = re.compile(r"\b(?:when|while|whereas|because|since|although|though|until|before|after)\b")
_ASIDE = re.compile(
    r"(?:[\w\s-]*[\w-]\s)??(?:when|while|with|as|after|since|because|although|though|once|until|if|whenever|where|wherever|unless)\b[^,;]*,"
)
_MEANWHILE = re.compile(r"\b(?:while|whereas|although|though)\b")
_LEAD = 60  # letters before a name in "the same goes for the"
_NO = re.compile(r"\bno\s\Z")  # "we could offer you no customs notices"
# Of a service that the sentence only says to have done as the one before: "So were the herd records."
_SO = re.compile(
    r"\W*(?:so|neither|nor|as|likewise,?|similarly,?|the same (?:goes|is true|was true|applies|happened|holds))\s(?:(?:was|were|did|had|is|are|could|have|has|do|does|for|to|of|with)\s)?(?:(?:the|our|your)\s)?\Z"
)
_TOO = re.compile(
    r"(?:\s(?:was|were|did|too|also|had|is))?[\s,]*(?:too|as well|also|either|likewise|similarly)\b|\s(?:followed|(?:was|were) (?:next|no exception|no better|another|among them|in the same (?:situation|state)))\b"
)
_NOT_TOO = re.compile(
    r"\s(?:(?:was|were|did|had|is|are|could|does|do) (?:not|never)|wasn't|weren't|didn't|hadn't|couldn't)(?=\s?[.;,)]|\s?\Z)"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A service, what is said of it, and the words that say so."""

    service: Service
    how: str
    start: int
    end: int
    sentence: Span
    is_of_before: bool = False  # "had stopped", which may be the cause


def read(said: View, known: tuple[Service, ...]) -> Iterator[Said]:
    services = names(known).services
    last = ""
    for found in found_in(said, known):
        sentence = said.text.sentence_at(found.start())
        if sentence is None or said.text.is_quoted(*found.span()):
            continue
        how, start, end = _told(said, found, sentence, last)
        if how:
            last = how
            yield Said(services[key(found[1])], how, start, end, sentence, _has_had(said.text.lowered, found, sentence))


def may_differ(said: View, known: tuple[Service, ...], context: Context) -> bool:
    """Whether what is said of services may differ from the facts: not where the incident's only service is the only one that is
    named, and nowhere said to have worked."""
    if len(context.services) != 1:
        return bool(context.services)
    services = names(known).services
    return any(
        services[key(found[1])] not in context.services or _may_be_spared(said, found.start())
        for found in found_in(said, known)
    )


def _may_be_spared(said: View, at: int) -> bool:
    """By the sentence, which holds all that its clauses say; of one too long to be read at once it may be."""
    sentence = said.text.sentence_at(at)
    return sentence is not None and (sentence.end - sentence.start > REACH or said.has(words.SPARED, sentence))


def _has_had(prose: str, found: re.Match[str], sentence: Span) -> bool:
    """Whether it "had stopped"."""
    if "had " not in prose[found.end() : min(found.end() + 80, sentence.end)]:
        return False
    had = _SUBJECT_HAD.match(prose, found.end(), sentence.end)
    return had is not None and had[0].strip() != ""


def implied(said: View, known: tuple[Service, ...], told: list[Said]) -> Iterator[Said]:
    """Of services of which nothing is said outright: as the subject of what was done, and by the words of trouble around them. Enough
    only against what is said outright elsewhere."""
    services = names(known).services
    outright = {one.start for one in told} | {one.service for one in told}
    for found in found_in(said, known):
        service = services[key(found[1])]
        sentence = said.text.sentence_at(found.start())
        if service in outright or sentence is None or said.text.is_quoted(*found.span()):
            continue
        clause = said.clause(found.start(), sentence)
        spoken = _own_words(said, found, clause).replace(found[0], " ")
        if _NOT_TOO.match(said.text.lowered, found.end(), clause.end):
            continue
        done = _DONE.match(said.text.lowered, found.end(), clause.end)
        if done is None or not (done[1] in PAST or done[1].endswith("ed")) or IF.search(spoken):
            continue
        if words.TO_COME.search(spoken) or words.HAD.search(spoken) or words.RECOVERY.search(spoken):
            continue
        if words.TROUBLE.search(spoken):
            yield Said(service, FAILED, *found.span(), sentence)
        elif done[1] not in _EITHER and not _HANDLED.search(spoken):
            yield Said(service, WORKED, found.start(), done.end(), sentence)


def _own_words(said: View, found: re.Match[str], clause: Span) -> str:
    """Of its clause, without what is said of others: "when rooms were closed, …", "… while cards were refused"."""
    contrast, aside = (
        _MEANWHILE.search(said.spoken, found.end(), clause.end),
        _ASIDE.match(said.spoken, clause.start, found.start()),
    )
    return said.words(Span(aside.end() if aside else clause.start, contrast.start() if contrast else clause.end))


def is_in_facts(service: Service, context: Context) -> bool:
    pattern = names((service,)).pattern
    wordings = (*incident.wordings_of(context), *(entry.text for entry in context.timeline))
    return pattern is not None and any(pattern.search(one.lower()) for one in wordings)


def is_alone(said: View, one: Said) -> bool:
    """Whether the words beside its name say that it alone did so."""
    prose = said.text.lowered
    before = prose[max(one.sentence.start, one.start - 40) : one.start]
    return bool(
        _ALONE_BEFORE.search(before) or _ALONE_AFTER.match(prose, one.start, min(one.sentence.end, one.start + 80))
    )


def _told(said: View, found: re.Match[str], sentence: Span, last: str) -> tuple[str, int, int]:
    """How the service is said to have done: by its own clause, or by the sentence where that says nothing."""
    prose = said.text.lowered
    if (excepted := _but_for(prose, found, sentence, last)) is not None:
        return (excepted, *found.span()) if excepted else ("", 0, 0)
    if entry := _of_list(said, found, sentence):
        return entry
    if not last and _NOT_TOO.match(prose, found.end(), sentence.end):
        return "", 0, 0  # of what is said before it nothing is known
    if last and (likewise := _as_before(said, found, sentence, last)):
        return likewise
    own = said.clause(found.start(), sentence)
    is_contrasted = _CONTRAST.search(prose, max(sentence.start, own.start - 12), own.start) and WAS.search(
        prose, own.start, own.end
    )
    for span in (own,) if is_contrasted else (own, _between_semicolons(prose, found, sentence)):
        if IF.is_within(prose, said.text.places, span.start, min(span.end, span.start + 800)):
            return "", 0, 0
        if told := _nearest(said.text, found, span):
            how, start, end = told
            if how == WORKED and (again := _REGAINED.search(prose, span.start, span.end)):
                how, end = FAILED, max(end, again.end())
            if (
                "neither" in prose[max(sentence.start, found.start() - 100) : found.start()]
                and "neither" not in prose[start:end]
            ):
                how = FAILED if how == WORKED else WORKED
            return how, found.start(), max(found.end(), end if start > found.start() else 0)
    return _by_the_rest(prose, found, sentence, own)


def _by_the_rest(prose: str, found: re.Match[str], sentence: Span, own: Span) -> tuple[str, int, int]:
    """Where no predicate is its own: by "neither", by "again", by what stands before a colon."""
    if _NEITHER.search(prose, max(sentence.start, found.start() - 60), found.start()):
        return FAILED, *found.span()
    if again := _REGAINED.search(prose, found.end(), own.end):
        return FAILED, found.start(), again.end()
    colon = prose.rfind(":", sentence.start, found.start())
    how = _how(prose[sentence.start : colon]) if colon > 0 else ""
    return (how, *found.span()) if how else ("", 0, 0)


def _but_for(prose: str, found: re.Match[str], sentence: Span, last: str) -> str | None:
    """Where it is taken out of what is said of others ("unlike", "except", "what did not:"), how it did then; "" where that is
    not told, None where it is not taken out."""
    lead = prose[max(sentence.start, found.start() - 40) : found.start()]
    if words.NOT_SO_WORDS.search(lead) and words.NOT_SO.search(lead):
        if last and _UNLIKE.search(lead):
            return FAILED if last == WORKED else WORKED
        before = words.FAILED.search(prose, sentence.start, found.start())
        return WORKED if before or words.FAILED.search(prose, found.end(), sentence.end) else ""
    if words.NOT_THAT.match(prose, found.end(), sentence.end):
        others = prose[sentence.start : found.start()]
        return FAILED if words.WORKED.search(others) else WORKED if words.FAILED.search(others) else ""
    colon = prose.rfind(":", sentence.start, found.start())
    return WORKED if colon > 0 and _DID_NOT.search(prose[sentence.start : colon]) else None


def _as_before(said: View, found: re.Match[str], sentence: Span, last: str) -> tuple[str, int, int] | None:
    """ "So were the herd records", "the herd records were not": as what was said last, or the contrary."""
    prose = said.text.lowered
    clause = said.clause(found.start(), sentence)
    if "n" in prose[found.end() : found.end() + 12] and (denied := _NOT_TOO.match(prose, found.end(), clause.end)):
        return (FAILED if last == WORKED else WORKED), found.start(), denied.end()
    if found.start() - clause.start < _LEAD and (lead := _SO.fullmatch(prose, clause.start, found.start())):
        return last, lead.start() if clause.start == sentence.start else found.start(), clause.end
    too = _TOO.match(prose, found.end(), clause.end)
    rest = prose[too.end() : clause.end].strip(" .,;") if too else "?"
    return (last, found.start(), too.end()) if too and not rest else None


def _of_list(said: View, found: re.Match[str], sentence: Span) -> tuple[str, int, int] | None:
    """Of an entry that is a name and no more: as the words say that lead in the list, or the cell beside it in a table."""
    prose, sentences = said.text.lowered, said.text.sentences
    if (
        sentence.end - sentence.start > found.end() - found.start() + 24
        or prose[found.end() : sentence.end].strip(" .,;*_|") not in _BARE
    ):
        return None
    at = bisect_right(said.starts, sentence.start) - 1
    for before in reversed(sentences[max(0, at - MOST_ENTRIES) : at]):
        words_before = prose[before.start : before.end]
        if words_before.endswith(":") or (len(words_before) < 40 and _HEADING.search(words_before)):
            how = _how(words_before)
            return (how, *found.span()) if how else None
        if before.end - before.start > 60 or words_before.endswith("."):
            break
    if (
        at + 1 < len(sentences)
        and ":" not in prose[sentence.start : found.start()]
        and sentences[at + 1].end - sentences[at + 1].start < 30
        and sentences[at + 1].start - sentence.end < 12
    ):
        following = prose[sentences[at + 1].start : sentences[at + 1].end]
        if how := _how(following):
            return how, found.start(), found.end()
    return None


def _how(spoken: str) -> str:
    if _DID_NOT.search(spoken):  # "What did not:"
        return WORKED
    if words.WORKED.search(spoken) or words.SPARED.search(spoken):
        return WORKED
    return FAILED if words.FAILED.search(spoken) or _HEADING.search(spoken) else ""


def _between_semicolons(prose: str, found: re.Match[str], sentence: Span) -> Span:
    before = prose.rfind(";", sentence.start, found.start())
    after = prose.find(";", found.end(), sentence.end)
    return Span(before + 1 if before >= 0 else sentence.start, after if after >= 0 else sentence.end)


def _nearest(text: Text, found: re.Match[str], span: Span) -> tuple[str, int, int] | None:
    """The predicate of the clause: the next one after the name, else the last before it."""
    prose, start, end = text.lowered, max(span.start, found.start() - 400), min(span.end, found.end() + 400)
    if contrast := _MEANWHILE.search(prose, found.end(), end):
        end = contrast.start()
    if aside := _ASIDE.match(prose, start, found.start()):
        start = aside.end()
    is_none = _NO.search(prose, max(start, found.start() - 8), found.start()) is not None
    worked = [
        (
            FAILED if is_none or _NOBODY.search(prose, max(start, one.start() - 50), one.start()) else WORKED,
            *one.span(),
        )
        for one in words.WORKED.within(prose, text.places, start, end)
        if not _is_named(found.re, prose, one)
    ]
    if lack := _WITHOUT.search(prose, max(start, found.start() - 40), found.start()):
        lacked_by = _NOBODY_LACKED.search(prose, max(start, lack.start() - 50), lack.start())
        return (WORKED if lacked_by else FAILED), *lack.span()
    following = [one for one in worked if one[1] >= found.end()]
    for one in _failures(text, found, Span(found.end(), end), start, worked):
        return min([one, *following], key=lambda each: each[1])
    if following:
        return following[0]
    for split in _OTHER_CLAUSE.finditer(prose, start, found.start()):
        if split.start() > start + 3:
            start = split.end()
    worked = [one for one in worked if one[1] >= start]
    before = [*_failures(text, found, Span(start, found.start()), start, worked), *worked]
    return max(before, key=lambda each: each[1]) if before else None


def _failures(
    text: Text, found: re.Match[str], within: Span, start: int, worked: list[tuple[str, int, int]]
) -> Iterator[tuple[str, int, int]]:
    """What says that something failed, and is neither denied nor part of saying that it worked."""
    prose = text.lowered
    for one in words.FAILED.within(prose, text.places, within.start, within.end):
        is_worked = any(one.start() < until and since < one.end() for _how, since, until in worked)
        if not is_worked and not _is_denied(prose, found, start, one.start()) and not _is_named(found.re, prose, one):
            yield FAILED, *one.span()


def _is_named(called: re.Pattern[str], prose: str, one: re.Match[str]) -> bool:
    """Whether it is part of a service's name: "the outage map"."""
    if not _names_trouble(called):
        return False
    around = called.finditer(prose, max(0, one.start() - 40), one.end() + 40)
    return any(name.start() <= one.start() and one.end() <= name.end() for name in around)


@lru_cache(maxsize=64)
def _names_trouble(called: re.Pattern[str]) -> bool:
    called_so = called.pattern.replace("\\", "").replace("[s-]{1,3}", " ")
    return words.FAILED.search(called_so) is not None or words.WORKED.search(called_so) is not None


def _is_denied(prose: str, found: re.Match[str], start: int, at: int) -> bool:
    """Whether it is said of a cause ("had failed") or not to have been; but "nightly backups had stopped" says it of them."""
    if _NONE.search(prose, max(start, at - 40), at):
        return True
    if not _HAD.search(prose, max(start, at - 20), at) or _ERRORS_HAD.search(prose, max(start, at - 40), at):
        return False
    if _SUBJECT_HAD.fullmatch(prose, found.end(), at):
        return False
    lead = _HAD_A.search(prose, max(start, at - 24), at)
    return not (lead and re.search(r"had (?:an?|some|more|further|serious|major|brief|technical|its|their)\b", lead[0]))
