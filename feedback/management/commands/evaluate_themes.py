from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from feedback.suggestions import RulesError, read_rules, shipped_rules
from feedback.suggestions.evaluating import LabelsError, evaluate, read_labelled, table, trained


class Command(BaseCommand):
    help = "Print how right suggested themes are on labelled texts: precision, recall, F1 and support of each theme, and coverage."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--test",
            type=Path,
            required=True,
            metavar="FILE.csv",
            help="columns text and labels, labels separated by ;",
        )
        parser.add_argument(
            "--train",
            type=Path,
            metavar="FILE.csv",
            help="weigh each sign by how often it is right on these texts first",
        )
        parser.add_argument("--rules", type=Path, metavar="FILE", help="other rules than those that ship")

    def handle(self, *args: object, test: Path, train: Path | None, rules: Path | None, **options: Any) -> None:
        try:
            used = read_rules(rules) if rules else shipped_rules()
            if train:
                used = trained(used, read_labelled(train))
            evaluation = evaluate(read_labelled(test), used)
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{rules} is not UTF-8.") from error
        except (RulesError, LabelsError) as error:
            raise CommandError(str(error)) from error
        for line in table(evaluation):
            self.stdout.write(line)
