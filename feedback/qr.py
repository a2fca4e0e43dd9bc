"""An address as a QR code: one small SVG, made here and asked of nobody."""

from __future__ import annotations

from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4  # modules of white around it, without which a camera does not find it


def svg(address: str, said: str) -> SafeString:
    """Black on white whatever the colours of the page are. `said` is read out in its place."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(_row(y, row) for y, row in enumerate(rows))
    return format_html(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"'
        ' shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}H0z"/><path d="{2}"/></svg>',
        len(rows),
        said,
        path,
    )


def _row(y: int, row: list[bool]) -> str:
    """Each run of dark modules as one box."""
    x, boxes = 0, []
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            boxes.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(boxes)
