"""Themes suggested for responses that are shown: those that nobody tagged them with, and nobody refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from feedback.models import Response, Theme, ThemeRefusal, ThemeTag
from feedback.suggestions import Rules, Suggestion, shipped_rules, suggest


@dataclass(frozen=True)
class Suggested:
    theme: Theme
    because: Suggestion


@lru_cache(maxsize=4)
def _rules_with(words: tuple[tuple[str, tuple[str, ...]], ...]) -> Rules:
    """Made once for the same words: that takes longer than to read a hundred texts."""
    return shipped_rules().extended(dict(words)) if words else shipped_rules()


def rules_of(themes: Iterable[Theme]) -> Rules:
    """Those that ship, and what people wrote for their themes."""
    return _rules_with(tuple(sorted((theme.slug, theme.signs) for theme in themes if theme.signs)))


def _meant(themes: Sequence[Theme]) -> dict[str, Theme]:
    """By slug, the theme in use that it stands for: itself, or the one it was merged into."""
    by_id = {theme.pk: theme for theme in themes}
    meant = {theme.slug: by_id[theme.merged_into_id or theme.pk] for theme in themes}
    return {slug: theme for slug, theme in meant.items() if not theme.retired}


def suggested(responses: Sequence[Response]) -> dict[int, list[Suggested]]:
    """By response, the surest theme first. Three queries, however many responses."""
    themes = list(Theme.objects.all())
    rules, meant = rules_of(themes), _meant(themes)
    ids = [response.pk for response in responses]
    decided = set(ThemeTag.objects.filter(response__in=ids).values_list("response", "theme"))
    decided |= set(ThemeRefusal.objects.filter(response__in=ids).values_list("response", "theme"))
    found: dict[int, list[Suggested]] = {}
    for response in responses:
        for one in suggest(response.all_words, rules):
            theme = meant.get(one.theme)
            if theme and (response.pk, theme.pk) not in decided:
                decided.add((response.pk, theme.pk))  # of two that were merged, the surer one
                found.setdefault(response.pk, []).append(Suggested(theme, one))
    return found


def suggest_for(responses: Sequence[Response]) -> None:
    """Tells each of these what is suggested for it, for its page."""
    found = suggested(responses)
    for response in responses:
        response.suggested = found.get(response.pk, ())
