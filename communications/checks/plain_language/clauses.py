"""How tangled a sentence is: one that tells one thing after another may be longer than one whose clauses hang on each other."""

from __future__ import annotations

import re

_SUBJECT = (
    r"(?:we|you|they|it|he|she|I|there|this|that|these|those|the|an?|our|your|their|its|his|her|my|some|most|many|all|each|every\w*|nobody|no|"
    r"one|two|several|people|users|customers)(?:['’]\w+)?\s"
)
_VERB = r"(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|must|should|\w{3,}ed)(?!\w)"
# What a clause begins with that belongs to another.
_LINK = re.compile(
    r"(?<!\w)(?:because|unless|although|though|whereas|whether|wh(?:o|om|ose|ere|y)|how|what|which|but(?!\salso\s)"
    r"|(?:while|whilst|when(?:ever)?)(?!\s\w+ing\s)|if(?!\s(?:necessary|needed|possible|required|any|so|not|applicable)(?!\w))"
    r"|(?<!at\s)(?<!in\s)(?<!of\s)(?<!on\s)(?<!so\s)that(?!\stime\s)"
    rf"|so\sthat|so(?=\s{_SUBJECT})|(?:as|since|until|till|once|after|before)(?=\s(?:we|you|they|he|she)\s|\s{_SUBJECT}(?:[\w’'-]+\s){{0,4}}?{_VERB})"
    r"|and(?=\s(?:nobody|no\sone|if|when|then|because|although|since|at|in|on|by|for|from|now|please|this|that|these|the)\s))(?!\w)",
    re.IGNORECASE,
)
# A cause before the point, and what came of it behind: "Due to …", "…, causing delays".
_BESIDE = re.compile(
    r"\A(?:due|owing|because|in\s(?:order|response|addition)|based|given|despite|without|following)\s|,\s(?:thus\s|thereby\s|therefore\s)?\w{3,}(?<!dur)(?<!includ)ing\s",
    re.IGNORECASE,
)
# A second sentence within it: "It is safe however it may be late", "… and we are …".
_SECOND = re.compile(
    r"\w[,\s]\s*(?:however|therefore|nevertheless|otherwise),?\s+(?=[a-z])|(?<!\w)(?:and|but)(?=\s(?:we|you|they|it|he|she|I|there)\W)"
)


def tangled(sentence: str) -> int:
    """How many clauses hang on each other; one that could be a sentence of its own counts as two."""
    return len(_LINK.findall(sentence)) + 2 * len(_SECOND.findall(sentence))


def is_single(sentence: str) -> bool:
    """Whether it is but one clause, without a cause before or a consequence behind."""
    return not tangled(sentence) and not _BESIDE.search(sentence)
