from __future__ import annotations

from dataclasses import dataclass

ADVICE = "advice"
BLOCKING = "blocking"


@dataclass(frozen=True)
class Finding:
    """What a check says about a text: where, how serious, what to write instead.

    `start` and `end` are code points of the Markdown source that was checked; both are 0 where something is absent. `rule`
    is the category within the check ("host_name"); `text` is what stands at the place; `suggestion` is what could stand
    there instead, word for word, or empty where only a person can say.
    """

    check: str
    rule: str
    severity: str
    start: int
    end: int
    text: str
    message: str
    suggestion: str = ""
    section: str = ""  # the key of the section it lies in, or in which something is missing


@dataclass(frozen=True)
class Mark:
    """What a check yields. Its name, the severity and the text at the place are added by `run`."""

    rule: str
    start: int
    end: int
    message: str
    suggestion: str = ""
    section: str = ""
