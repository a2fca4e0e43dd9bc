"""Which words those understand, or do not mind, who read of it while it lasts: people who use what the update is about.

Of the words of computing and of trades only those are marked there that few of them know and that can be said more plainly.
"""

from __future__ import annotations

from functools import cache

from communications.checks import words
from communications.checks.words.lists import terms_of

# Opaque to whoever does not work with it, and said in other words at once. What is put together of plain words ("database lock",
# "slow query"), or is offered by somebody ("ingestion", "feature flag"), is left to glossaries.
_STILL_MARKED = terms_of(
    """
    failover; fail over; failed over to; failback; hard failover; auto-failover; autofailover; automatic failover; automated failover; failover cluster; failover test;
    cluster failover; database failover; network failover; site failover; hot standby; warm standby; active-active; active-passive;
    mitigate; mitigation; remediate; remediation; remediation activities; service degradation; healthcheck; in production; in prod; in staging; to production;
    into production; prod; prod environment; pre-prod; preprod; non-prod; infra; deep dive; deep-dive; post-mortem; postmortem; offending change;
    goroutine; file descriptor; file handle; inode; mutex; deadlock; race condition; upsert; null pointer; integer overflow; foreign key; full table scan; stack trace;
    memory pressure; heap exhaustion; heap memory; heap size; heap dump; core dump; garbage collection; garbage collector; oom kill; oom-killed; uncaught exception;
    unhandled exception; serialization; deserialization; idempotent; idempotency; stateful; stateless; sharded; sharding; resharding; database shard; read replica;
    database replica; replica lag; replication lag; write-ahead log; vacuum job; query planner; eventual consistency; eventually consistent; leader election;
    split brain; split-brain; loss of quorum; lost quorum; quorum loss; clock skew; thread pool; connection pool; connection pooling; lock contention;
    backpressure; back-pressure; backoff; back-off; exponential backoff; load shedding; thundering herd; retry storm; dead letter queue; dead-letter queue;
    consumer lag; message broker; message bus; cache eviction; cache invalidation; cache stampede; noisy neighbor; noisy neighbour; tail latency; p95; p99;
    head-of-line blocking; hypervisor; hypervisor host; container orchestration; container runtime; orchestration; orchestration layer; kubelet; sidecar; service mesh;
    microservice; microservices; session affinity; persistence layer; storage backend; storage fabric; network fabric; switch fabric; crash loop; crashlooping;
    crash-looping; orphaned process; orphaned processes; zombie process; zombie processes; readiness probe; liveness probe; synthetic monitoring; observability;
    cipher suite; authn; blackholed; black-holed; edge router; line card; route flap; route leak; cron; cron job; cronjob; smoke test;
    blast radius; blue-green; blue-green deployment; canary deployment; canary release; canary rollout; error budget; fat-fingered; incident commander; war room;
    tiger team; five whys; blameless; root-caused; root-causing; runbook; runbooks; tech debt; technical debt; key takeaway; key takeaways;
    reach out; going forward; moving forward; mitigating actions; pain point; pain points; quick win; quick wins; double down; bake in; baked into; table stakes
    """
)
# Of the office and of other trades.
_BESIDES = terms_of(
    "force majeure; holistic; north star; per annum; per diem; pro rata; remittance; reside on; silos; synergy; touchpoint; touchpoints"
)
# Those who have to do with them know them: shops, hospitals, offices, and customers of networks.
_ACRONYMS = terms_of(
    "bgp; hsm; iops; noc; pki; san; waf; emr; ehr; erp; icu; iam; csr; kpi; pop; pos; psp; sku; soc; tps; uat"
)


@cache
def acronyms_in_updates() -> frozenset[str]:
    """Folded."""
    return words.everyday_computing() | _ACRONYMS


@cache
def in_updates() -> frozenset[str]:
    """Folded, of the jargon."""
    return (words.computing() - _STILL_MARKED) | _BESIDES
