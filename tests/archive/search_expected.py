"""What 500 searches, drawn by seed from texts that people really published, must find: worked out by neither database.

A plain matcher walks every text for every search. `search_expected.jsonl` holds what it says, so that each database can be asked
alone; to write it anew: `.venv/bin/python -m tests.archive.search_expected`.
"""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from archive.search.stems import stem, stems, words

SEED, SEARCHES = 20261126, 500
STORED = Path(__file__).with_suffix(".jsonl")
UPDATES = Path(__file__).parent.parent / "checks" / "updates"
NEWEST = datetime(2026, 3, 1, 12, tzinfo=UTC)
KINDS = ("acknowledgement", "update", "resolution", "root_cause")
SEVERITIES = ("critical", "major", "minor", "none")


@dataclass(frozen=True)
class Text:
    number: int
    title: str
    services: tuple[str, ...]
    text: str
    kind: str
    severity: str
    sent_at: datetime
    hidden: bool

    @property
    def indexed(self) -> str:
        return "\n".join((self.title, "", self.text, "\n".join(self.services), ""))


def texts() -> list[Text]:
    """In no order of time, as imports arrive; every ninth was sent together with the one before, every seventh is restricted."""
    lines = [json.loads(line) for name in ("jenkins", "ugrc", "notify", "dfds") for line in _lines(name)]
    count = len(lines)
    return [
        Text(
            n,
            line["incident"][:100],
            tuple(service for service in line["services"] if service.strip()),
            line["text"],
            KINDS[n % 4],
            SEVERITIES[n // 3 % 4],
            NEWEST - timedelta(hours=37 * ((n - (n % 9 == 8)) * 7919 % count)),
            n % 7 == 3,
        )
        for n, line in enumerate(lines)
    ]


def _lines(name: str) -> list[str]:
    return (UPDATES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()


type Match = Callable[[int], bool]


class Drawn:
    """Draws searches: each as it is typed, with the function that says of a text whether it is found."""

    def __init__(self, corpus: list[Text], seed: int) -> None:
        self.random = random.Random(seed)
        self.corpus = corpus
        self.words = [words(text.indexed) for text in corpus]
        self.stems = [stems(text.indexed) for text in corpus]
        self.stem_sets = [set(found) for found in self.stems]
        self.known = {word: stem(word) for found in self.words for word in found}

    def _some_words(self, size: int) -> list[str]:
        while len(found := self.words[self.random.randrange(len(self.words))]) < size:
            continue
        start = self.random.randrange(len(found) - size + 1)
        return found[start : start + size]

    def word(self) -> tuple[str, Match]:
        (word,) = self._some_words(1)
        typed = self.random.choice([word, word.upper(), word.title()])
        typed = word if typed in ("AND", "NOT") else typed  # which join words
        return typed, lambda n: stem(word) in self.stem_sets[n]

    def phrase(self) -> tuple[str, Match]:
        said = self._some_words(self.random.choice([2, 2, 3, 4]))
        looked_for = [stem(word) for word in said]

        def match(n: int) -> bool:
            found = self.stems[n]
            return any(found[i : i + len(said)] == looked_for for i in range(len(found) - len(said) + 1))

        return f'"{" ".join(said)}"', match

    def beginning(self) -> tuple[str, Match]:
        (word,) = self._some_words(1)
        begin = word[: self.random.randint(2, 10)]
        if not begin.isascii():  # what is not ASCII is kept in hexadecimal, where a letter may be cut in two
            return self.beginning()

        # A beginning means the words that begin so, in any of their forms.
        meant = {stem for word, stem in self.known.items() if word.startswith(begin) or stem.startswith(begin)}
        return f"{begin}*", lambda n: not meant.isdisjoint(self.stem_sets[n])

    def term(self) -> tuple[str, Match]:
        return self.random.choice([self.word, self.word, self.word, self.phrase, self.beginning])()

    def group(self) -> tuple[str, Match]:
        drawn = [self.term() for _ in range(self.random.choice([1, 1, 1, 2, 3]))]
        return " OR ".join(typed for typed, _match in drawn), lambda n: any(match(n) for _typed, match in drawn)

    def field(self) -> tuple[str, Match]:
        text, corpus = self.random.choice(self.corpus), self.corpus
        month = text.sent_at.strftime("%Y-%m")
        first = text.sent_at.replace(day=1, hour=0)
        drawn: list[tuple[str, Match]] = [
            (f"kind:{text.kind}", lambda n: corpus[n].kind == text.kind),
            (f"severity:{text.severity}", lambda n: corpus[n].severity == text.severity),
            (f"since:{month}", lambda n: corpus[n].sent_at >= first),
            (f"before:{month}", lambda n: corpus[n].sent_at < first),
            (f"year:{first.year}", lambda n: corpus[n].sent_at.year == first.year),
        ]
        if text.services and not text.hidden:
            service = self.random.choice(text.services)
            drawn.append((f'service:"{service}"', lambda n: _holds(corpus[n].services, service)))
        return self.random.choice(drawn)

    def search(self) -> tuple[str, Match]:
        chance = self.random.random()
        wanted = [self.group() for _ in range(self.random.choice([1, 1, 2, 3]))] if chance > 0.08 else []
        wanted += [self.field()] if self.random.random() < 0.3 else []
        without = [self.term() for _ in range(self.random.choice([0, 0, 0, 1, 2]) if wanted else 1)]
        without += [self.field()] if self.random.random() < 0.1 else []
        typed = [typed for typed, _match in wanted] + [f"-{typed}" for typed, _match in without]

        def match(n: int) -> bool:
            return all(match(n) for _t, match in wanted) and not any(match(n) for _t, match in without)

        return " ".join(typed), match


def _holds(services: tuple[str, ...], name: str) -> bool:
    return name.lower() in {service.lower() for service in services}


def digest(numbers: list[int]) -> str:
    return sha256(" ".join(map(str, numbers)).encode()).hexdigest()[:16]


def expected() -> list[dict[str, object]]:
    """Of each search: how it is typed, how many are found, and a digest of their numbers, newest first."""
    corpus = texts()
    drawn = Drawn(corpus, SEED)
    newest_first = sorted(corpus, key=lambda text: (text.sent_at, text.number), reverse=True)
    rows: list[dict[str, object]] = []
    searches: dict[str, Match] = {}
    while len(searches) < SEARCHES:
        typed, match = drawn.search()
        searches.setdefault(typed, match)
    for typed, match in searches.items():
        found = [text.number for text in newest_first if not text.hidden and match(text.number)]
        rows.append({"typed": typed, "found": len(found), "digest": digest(found)})
    return rows


if __name__ == "__main__":
    STORED.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in expected()), encoding="utf-8")
