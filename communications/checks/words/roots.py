"""One root for all forms of a word, so that "sat" and "sit", "dropped" and "drops", "orders" and "order" are found to be one. Source: ours."""

from __future__ import annotations

from functools import lru_cache

# A verb, and its forms that no ending makes.
_IRREGULAR = """
be is are was were been being; have has had having; do did done does; go went gone goes; take took taken; get got gotten; give gave given
come came; become became; begin began begun; break broke broken; bring brought; build built; buy bought; catch caught; choose chose chosen
cost costs; cut cuts cutting; deal dealt; draw drew drawn; drive drove driven; eat ate eaten; fall fell fallen; feel felt; fight fought
find found; fly flew flown flies; forbid forbade forbidden; forget forgot forgotten; freeze froze frozen; grow grew grown; hang hung; hear heard
hide hid hidden; hit hits hitting; hold held; keep kept; know knew known; lay laid; lead led; learn learnt; leave left; lend lent; let lets
lie lay lain; light lit; lose lost loses losing; make made making; mean meant; meet met; pay paid; put puts putting; read reads; ring rang rung; rise rose
risen; run ran runs running; say said; see saw seen; seek sought; sell sold; send sent; set sets setting; shake shook shaken; show shown; shut
shuts shutting; sing sang sung; sink sank sunk; sit sat sitting; sleep slept; speak spoke spoken; spend spent; spread spreads; stand stood; steal stole
stolen; stick stuck; strike struck; swear swore; sweep swept; swim swam; teach taught; tear tore torn; tell told; think thought; throw
threw thrown; understand understood; wake woke woken; wear wore worn; win won; write wrote written; overcharge overcharged; undo undid undone
withdraw withdrew withdrawn; underlie underlay; mistake mistook mistaken; rewrite rewrote rewritten; resend resent; rebuild rebuilt
"""
_NOUNS = """
notify notification notifications notified notifies; apply application; expire expiry expiration; extend extension extensions; arrive arrival arrivals; depart departure departures
deliver delivery deliveries; refuse refusal refusals; approve approval approvals; renew renewal renewals; withdraw withdrawal withdrawals; remove removal
appear appearance; maintain maintenance; repair repairs; reply replies replied; retain retention; receive receipt reception; respond response
responses; fail failure failures; close closure closures; depart departs; enter entry entries; lose loss losses; prove proof; solve solution
decide decision decisions; permit permission; admit admission; submit submission submissions; transmit transmission; compare comparison
child children; person people persons; man men; woman women; foot feet; half halves; shelf shelves; loaf loaves; life lives; knife knives
man's; journey journeys; die died dies; live lived; long longer longest length; early earlier earliest; late later latest; high higher highest
"""
_BASE = {
    word: line.split()[0]
    for line in f"{_IRREGULAR};{_NOUNS}".replace("\n", ";").split(";")
    if line.split()
    for word in line.split()
}
# Forms of the past that do not end with "ed".
_FORMS = frozenset(_IRREGULAR.replace(";", " ").split()) - frozenset(_BASE.values()) - {"are", "been", "done", "is"}
PAST = frozenset(word for word in _FORMS if word[-1] not in "sg") | {"was"}
_SIBILANTS = ("sses", "shes", "ches", "xes", "zes")
_ENDINGS = ("ements", "ement", "ations", "ation", "ly", "e", "y")
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=16384)
def root(word: str) -> str:
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    return _derived(_BASE.get(word) or _uninflected(word))


def _uninflected(word: str) -> str:
    """Without the ending of a plural or of a tense."""
    for ending, instead in (("ies", "y"), ("ied", "y")):
        if len(word) > 4 and word.endswith(ending):
            return word[:-3] + instead
    if word.endswith(_SIBILANTS):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and word[-2] not in "sui":
        word = word[:-1]
    for ending in ("ing", "ed"):
        left = word.removesuffix(ending)
        if left is not word and len(left) >= 3 and not _VOWELS.isdisjoint(left):
            return _BASE.get(left, left)
    return _BASE.get(word, word)


def _derived(word: str) -> str:
    """Without the endings that make a noun of a verb, or an adverb."""
    for _turn in range(2):
        for ending in _ENDINGS:
            if len(word) - len(ending) >= 3 and word.endswith(ending):
                word = word[: -len(ending)]
                break
    if len(word) > 6 and word.endswith("ctor"):
        word = word[:-2]
    if len(word) > 7 and word.endswith(("tion", "sion")):
        word = word[:-3]
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
