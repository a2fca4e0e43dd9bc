"""Drafts for many audiences in one action: rows that the worker works through, a chunk a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from communications.models import Audience, DraftRun, DraftRunItem
from communications.verbs.audiences import ensure_audiences
from communications.verbs.drafting import draw_up, why_not
from postincident import clock
from postincident.errors import Refused
from postincident.work import stopping

CHUNK = 10


def work(run_id: int) -> int:
    """Draw what is left of a run, unless another worker holds it. Returns how many audiences were settled."""
    if not _lease(run_id):
        return 0
    run = DraftRun.objects.select_related("incident", "by").get(pk=run_id)
    ensure_audiences(run.incident)
    settled = 0
    while not stopping.is_set():
        done = _chunk(run)
        settled += done
        if done < CHUNK:
            break
        _lease(run_id, renew=True)
    DraftRun.objects.filter(pk=run_id).update(leased_until=None)
    return settled


def sweep(now: datetime) -> int:
    """Runs that a worker dropped, or whose message was lost."""
    waiting = DraftRun.objects.filter(_free(now), finished_at=None).order_by("pk")
    return sum(work(pk) for pk in waiting.values_list("pk", flat=True)[:20])


def _free(now: datetime) -> Q:
    return Q(leased_until=None) | Q(leased_until__lt=now)


def _lease(run_id: int, *, renew: bool = False) -> bool:
    now = clock.now()
    mine = DraftRun.objects.filter(pk=run_id, finished_at=None)
    until = now + timedelta(seconds=settings.LEASE_SECONDS)
    return bool((mine if renew else mine.filter(_free(now))).update(leased_until=until))


def _chunk(run: DraftRun) -> int:
    """The next few audiences, with what became of them, in one transaction. The last chunk finishes the run."""
    with transaction.atomic():
        DraftRun.objects.select_for_update().get(pk=run.pk)
        items = list(run.items.filter(done_at=None).select_related("audience__group")[:CHUNK])
        _settle(run, items)
        DraftRunItem.objects.bulk_update(items, ["communication", "refused", "done_at"])
        if not run.items.filter(done_at=None).exists():
            DraftRun.objects.filter(pk=run.pk).update(finished_at=clock.now())
    return len(items)


def _settle(run: DraftRun, items: Sequence[DraftRunItem]) -> None:
    among = list(Audience.objects.filter(pk__in=run.items.values("audience")))
    wanted = []
    for item in items:
        item.done_at = clock.now()
        if refused := why_not(item.audience, run.kind):
            item.refused = refused.sentence[:300]
        else:
            wanted.append(item)
    try:
        drafts = draw_up(run.by, run.incident, run.kind, [item.audience for item in wanted], among=among)
    except Refused as refused:
        for item in wanted:
            item.refused = refused.sentence[:300]
    else:
        for item, draft in zip(wanted, drafts, strict=True):
            item.communication = draft
