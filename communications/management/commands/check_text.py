from __future__ import annotations

import dataclasses
import json
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from communications.checks import run
from communications.checks.context import Context, ContextError
from communications.checks.finding import BLOCKING
from postincident.vocabulary import DetailLevel


class Command(BaseCommand):
    help = "Print what the checks say about a text in Markdown, one finding a line, as JSON. Exits 1 when one of them blocks."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--level",
            choices=DetailLevel.values,
            help="of detail; the context's, or plain, if not given. A technical text is for inside, any other for outside, "
            "unless the context says which",
        )
        parser.add_argument(
            "--context", type=Path, metavar="FILE.json", help="what the checks may know besides the text"
        )
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="standard input where none is named")

    def handle(self, *args: object, file: Path | None, context: Path | None, **options: Any) -> None:
        circumstances = _circumstances(context, options["level"])
        findings = run(_read(file), circumstances)
        try:
            for finding in findings:
                self.stdout.write(json.dumps(dataclasses.asdict(finding), ensure_ascii=False))
            self.stdout.flush()
        except BrokenPipeError:
            # Whoever reads, such as `head`, has seen enough. What Python writes at its end goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if any(finding.severity == BLOCKING for finding in findings):
            sys.exit(1)


def _circumstances(path: Path | None, level: str | None) -> Context:
    """Where nothing says who reads it, a technical text is for inside; a summary may go to partners."""
    source = _read(path) if path else "{}"
    context = _read_context(path, source) if path else Context()
    if level:
        context = dataclasses.replace(context, level=level)
    if context.level == DetailLevel.TECHNICAL and "outside" not in json.loads(source):
        context = dataclasses.replace(context, outside=False)
    return context


def _read_context(path: Path, source: str) -> Context:
    try:
        return Context.from_json(source)
    except ContextError as error:
        raise CommandError(
            f"{path} is not a context: {error}. docs/checks.md says what one holds.", returncode=2
        ) from error


def _read(path: Path | None) -> str:
    """Whatever the terminal's encoding is, texts are UTF-8; the sign some editors begin a file with is no part of it."""
    try:
        content = path.read_bytes() if path else sys.stdin.buffer.read()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=2) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = path or "The text"
        raise CommandError(f"{name} is not UTF-8: byte {error.start + 1} begins no character.", returncode=2) from error
