"""Markdown to safe HTML, against Markdown alone. It is dear, so it is done when a text is saved, not when a page is served:
tests/test_rendered_once.py walks every page to make sure."""

from __future__ import annotations

from collections.abc import Iterator

import markdown

from bench.figure import Figure, in_turn, ms
from bench.sizes import Sizes
from postincident.rendering import to_html

PARAGRAPH = """## What happened

Nearly **one in four** card payments in the EU was declined between *14:05* and *15:22 UTC*: 41,870 payments at 1,164
merchants. Nobody was charged for a declined payment. See [the timeline](https://status.northwind.example/2026/42).

- We moved all payments to the healthy connection.
- We installed the complete certificate, `card-auth-eu-2`, and tested it.

| when (UTC) | what |
|---|---|
| 14:05 | first declines |
| 15:40 | all connections healthy |

"""
OCTETS = 4096


def alone(source: str) -> str:
    return markdown.Markdown(extensions=["tables", "sane_lists", "nl2br"], output_format="html").convert(source)


def measure(sizes: Sizes) -> Iterator[Figure]:
    source = (PARAGRAPH * (OCTETS // len(PARAGRAPH) + 1))[:OCTETS]
    safe, plain = in_turn([lambda: to_html(source), lambda: alone(source)], sizes.times)
    yield Figure("4 kB of Markdown made safe", ms(safe), ms(plain), safe / plain)
