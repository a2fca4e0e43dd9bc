"""Which words those understand, or do not mind, who read of it while it lasts: people who use what the update is about.

Of the everyday words of computing only those are marked there that few of them know and that can be said more plainly.
"""

from __future__ import annotations

from functools import cache

from communications.checks import words
from communications.checks.words.lists import terms_of

_STILL_MARKED = terms_of(
    """
    health check; healthcheck; failed health checks; mitigate; mitigation; service degradation; performance degradation; in production; in prod; in staging;
    to production; into production; prod; prod environment; pre-prod; preprod; non-prod; telemetry; throughput; ingest; ingestion; data ingestion; middleware; provisioning;
    replication delay; remediate; remediation; cron; cron job; cronjob; load balancer; load balancing; load-balanced; kernel panic; segfault;
    segmentation fault; i/o wait; io wait; i/o error; message queue; uplink; downlink; stack trace; memory pressure; service-affecting;
    service-impacting; deep dive; deep-dive; root ca; infra; offending change; post-mortem; postmortem; file handle; active-active;
    active-passive; smoke test; slow query; suboptimal; sub-optimal; hardcoded; hard-coded; symlink; database proxy; swap space; tech stack;
    backlog of jobs; idle timeout; resync; spun up; spin up; spin down; rolling restart; lookup table; object store; s3 bucket
    """
)
_BESIDES = terms_of(
    """
    daemon; binaries; hot fixes; storage cluster; playbook; playbooks; namespace; deliverable; deliverables; de facto; drill down; cryptographic;
    mainframe; granularity; forward-looking; traceability; process restart; edge location; monolith; lambda function; nightly build; unit testing;
    feature rollout; feature parity; just-in-time provisioning; standard operating procedure; future-proof; turnkey; instrumentation; codec;
    kubernetes; microcode; actuator; cross-functional; softphone; softphones; pbx; deep link; escalation process; escalation procedure;
    domain controller; business-critical; mission-critical; single-threaded; multi-threaded; stale cache;
    in the event of; in the event that; in accordance with; in conjunction with; facilitate; ballpark; affected parties; impacted parties;
    efficiencies; detrimental to; realign; impediment; on a regular basis; synergy; silos; north star; holistic; touchpoint; touchpoints;
    booking engine; rules engine; last-mile; rolling stock; geospatial; geospatial data; underwriting; escrow; general ledger; feed-in;
    cluster; node; bitrate; transcoding; transcoder; sip trunk; sip server; bricked; chargeback; interchange fee; internet backbone; pro rata;
    per diem; per annum; remittance; force majeure; netting; reside on; percentile; multi-region; smoke testing; regression testing;
    potable; switchgear; plant room; elective surgery; disbursement; disbursements; accrual; accrued; adverse event; adverse events; irregular operations
    """
)
# Those who have to do with them know them: shops, hospitals, offices.
_ACRONYMS = terms_of("emr; ehr; erp; icu; iam; csr; kpi; pop; pos; psp; sku; soc; tps; uat")


@cache
def acronyms_in_updates() -> frozenset[str]:
    """Folded."""
    return words.everyday_computing() | _ACRONYMS


@cache
def in_updates() -> frozenset[str]:
    """Folded, of the jargon."""
    return (words.everyday_computing_jargon() - _STILL_MARKED) | _BESIDES
