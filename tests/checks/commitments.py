"""What the tests of commitments share."""

from communications.checks import run
from communications.checks.context import Context

NEXT = "## Next steps\n\n"
INSIDE = Context(outside=False, level="technical")


def findings(source, context=None):
    return run(source, context or Context(), ["commitments"])


def marks(source, context=None):
    return [(one.rule, one.text) for one in findings(source, context)]
