"""What a verb says when it declines to act."""


class Refused(Exception):
    """A verb declined. `code` is for programs and tests, `sentence` is shown to the person, beside what it concerns."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code, sentence)
        self.code = code
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence
