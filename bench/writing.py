"""Drafts for fifty audiences in one action against fifty times one, and every check of a long text against rendering it once."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figure import Figure, in_turn, median, ms, seconds
from bench.scene import declared_incident, people
from bench.sizes import Sizes
from communications import checks
from communications.checking import whole_of
from communications.circumstances import context_of
from communications.models import Audience, StakeholderGroup
from communications.verbs import drafting
from postincident.models import Incident
from postincident.rendering import to_html
from postincident.vocabulary import Kind

WORDS = 1500


def measure(sizes: Sizes) -> Iterator[Figure]:
    yield _many_drafts(sizes)
    yield _checks(sizes)


def _many_drafts(sizes: Sizes) -> Figure:
    groups = [StakeholderGroup(name=f"Team {n}", slug=f"team-{n}", **_INSIDE) for n in range(sizes.audiences)]
    StakeholderGroup.objects.bulk_create(groups)
    many, one = [], []
    for _run in range(sizes.runs):
        for taken, count in ((many, sizes.audiences), (one, 1)):
            incident = declared_incident()
            audiences = [Audience.objects.create(incident=incident, group=group) for group in groups[:count]]
            taken.append(seconds(lambda: _draft(incident, audiences)))  # noqa: B023 - called at once
    baseline = median(one) * sizes.audiences
    what = f"draft for {sizes.audiences} audiences in one action"
    return Figure(what, ms(median(many)), ms(baseline), median(many) / baseline, "≤ 1")


_INSIDE = {"kind": StakeholderGroup.Kind.INTERNAL, "detail_level": "technical"}


def _draft(incident: Incident, audiences: list[Audience]) -> None:
    lena, _amara = people()
    for audience in audiences:
        audience.decided_by = lena
    Audience.objects.bulk_update(audiences, ["decided_by"])
    drafting.draft(lena, incident, Kind.ROOT_CAUSE, audiences)


def _checks(sizes: Sizes) -> Figure:
    """A text as it is drafted for customers, as often as it takes, and each time one that nothing has been kept of."""
    lena, _amara = people()
    incident = declared_incident()
    group = StakeholderGroup.objects.get(slug="customers")
    audience, _made = Audience.objects.get_or_create(incident=incident, group=group, defaults={"decided_by": lena})
    (draft,) = drafting.draft(lena, incident, Kind.ROOT_CAUSE, [audience])
    source, context = whole_of(draft).source, context_of(draft)
    long = "\n\n".join([source] * (WORDS // len(source.split()) + 1))
    long = " ".join(long.split(" ")[: len(long.split(" ")) * WORDS // len(long.split())])
    unseen = [f"{long}\n\nVersion {n}." for n in range(sizes.times + 1)]
    to_check, to_render = iter(unseen), iter(unseen)
    checked, rendered = in_turn(
        [lambda: checks.run(next(to_check), context), lambda: to_html(next(to_render))], sizes.times
    )
    what = f"all {len(checks.CHECKS)} checks of {len(long.split()):,} words"
    return Figure(what, ms(checked), ms(rendered), checked / rendered, "≤ 1.5")
