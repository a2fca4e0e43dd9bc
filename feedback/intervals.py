"""How sure a share or a mean is: the interval that holds the true one in 95 of 100 cases.

A share's is Wilson's (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927),
which stays within 0 and 1 and is right for few. A mean's is Student's t; its quantile is the expansion 26.7.5 of Abramowitz and
Stegun, "Handbook of Mathematical Functions", good to 0.01 from three degrees of freedom on, and exact formulas below.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sqrt, tan

from django.utils.translation import gettext as _

FEWEST = 3  # fewer would show what one of them said
Z = 1.959964  # the normal quantile at 0.975


@dataclass(frozen=True)
class Figure:
    """`value` is None under `FEWEST`. `low` and `high` are too where nothing differs, so that no interval can be told."""

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    is_share: bool = False
    at_least: bool = False

    def _words(self, number: float | None) -> str:
        if number is None:
            return "–"
        return f"{number * 100:.0f} %" if self.is_share else f"{number:.1f}"

    @property
    def said(self) -> str:
        return f"≥ {self._words(self.value)}" if self.at_least else self._words(self.value)

    @property
    def interval(self) -> str:
        if self.low is None or self.high is None:
            return ""
        return _("%(low)s to %(high)s") % {"low": self._words(self.low), "high": self._words(self.high)}


def wilson(k: int, n: int) -> tuple[float, float]:
    p, z2 = k / n, Z * Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def share(k: int, n: int) -> Figure:
    if n < FEWEST or 0 < k < FEWEST:
        return Figure(n, is_share=True)
    return Figure(n, k / n, *wilson(k, n), is_share=True)


def share_at_least(k: int, n: int, most: int) -> Figure:
    """Where it is not to be told how many from `k` to `most` there are; if `n` were fewer, it would."""
    return Figure(n, is_share=True) if n < most or k < FEWEST else Figure(n, k / n, is_share=True, at_least=True)


def mean(n: int, total: float, squares: float) -> Figure:
    """Of `n` ratings from 1 to 5 with this sum and this sum of squares."""
    if n < FEWEST:
        return Figure(n)
    value = total / n
    variance = max(0.0, squares - n * value * value) / (n - 1)
    if variance < 1e-9:
        return Figure(n, value)
    half = t_quantile(n - 1) * sqrt(variance / n)
    return Figure(n, value, max(1.0, value - half), min(5.0, value + half))


def t_quantile(df: int) -> float:
    """At 0.975."""
    if df == 1:
        return tan(pi * 0.475)
    if df == 2:
        return 0.95 * sqrt(2 / (1 - 0.95**2))
    x = Z
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return x + sum(term / df**power for power, term in enumerate(terms, 1))
