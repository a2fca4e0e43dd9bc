"""Runs one measurement in this process and prints its figures as lines of JSON: python -m bench.one NAME SIZES"""

from __future__ import annotations

import importlib
import json
import sys

MEASUREMENTS = (
    "sending",
    "pages",
    "responses",
    "public",
    "search",
    "markdown",
    "writing",
    "importing",
    "verifying",
)
COMPARE_TWO = ("pages", "responses")


def main(name: str, sizes: str) -> None:
    import django

    django.setup()
    from bench.sizes import Sizes

    module = importlib.import_module(f"bench.{name}")
    for figure in module.measure(Sizes(**json.loads(sizes))):
        print(figure.as_line(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
