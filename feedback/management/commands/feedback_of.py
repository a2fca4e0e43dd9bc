import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from communications.addresses import normalise_mail
from feedback.models import Response
from feedback.privacy import of_address


class Command(BaseCommand):
    help = "Print as JSON what somebody said of our communication, for whoever asks what is kept of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="their mail address")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            address = normalise_mail(options["address"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        said = of_address(address).select_related("incident", "group", "questionnaire").order_by("said_at", "pk")
        said = said.prefetch_related("letters")
        rows = [_kept(response) for response in said]
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))


def _kept(response: Response) -> dict[str, Any]:
    asked = {name: getattr(response, name) for name in ("clear", "timely", "complete")}
    return {
        "said_at": response.said_at.isoformat(),
        "incident": response.incident.reference,
        "group": str(response.group or ""),
        "source": response.source,
        **{name: rating for name, rating in asked.items() if rating is not None},
        "words": response.words,
        "answers": [{"question": question, "answer": answer} for question, answer in response.also_said],
        "whole": response.whole,
        "letters": [{"said_at": one.said_at.isoformat(), "words": one.words} for one in response.letters.all()],
        "name": response.name,
        "reply_to": response.reply_to,
    }
