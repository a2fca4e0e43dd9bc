"""How pages look to people outside: colours that stay readable, a logo, a footer."""

from __future__ import annotations

import struct
from typing import NamedTuple

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from postincident.models import Appearance

CACHED = "appearance"
CACHED_SECONDS = 60
# What words in the colour may stand on, and what stands on the colour: tokens of css/postincident.css.
LIGHT = ("#ffffff", "#e2eff2")  # --surface and --on-accent, --accent-soft; the others lie between
DARK = ("#17323b", "#06232b")  # --accent-soft, --on-accent; the others are darker than the first
READABLE = 4.5  # WCAG 2.2, 1.4.3
LOGO_BYTES = 200 * 1024
LOGO_EDGE = 4000
_PNG = b"\x89PNG\r\n\x1a\n"


class Look(NamedTuple):
    accent: str = ""
    accent_dark: str = ""
    footer_html: SafeString = SafeString("")
    logo_digest: str = ""

    @property
    def has_colours(self) -> bool:
        return bool(self.accent or self.accent_dark)

    @property
    def key(self) -> str:
        """For the address of what may be cached: another when the colours are."""
        return f"{self.accent}{self.accent_dark}".replace("#", "")


def look() -> Look:
    """What is set, at most a minute old."""
    found: Look | None = cache.get(CACHED)
    if found is None:
        names = "accent", "accent_dark", "footer_html", "logo_digest"
        row = Appearance.objects.values_list(*names).first() or ("", "", "", "")
        found = Look(row[0], row[1], mark_safe(row[2]), row[3])  # noqa: S308 - sanitised by rendering.py
        cache.set(CACHED, found, CACHED_SECONDS)
    return found


def contrast(one: str, other: str) -> float:
    """From 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def worst_contrast(colour: str, grounds: tuple[str, ...]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of what is a PNG by its first bytes."""
    if len(data) < 33 or not data.startswith(_PNG) or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height
