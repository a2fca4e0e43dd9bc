"""Whether a host is one that readers can reach and may know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from communications.checks.context import Context
from communications.checks.words.lists import set_of

# Names under which nothing can be reached from outside (RFC 2606, 6762, 8375, and what people use).
_INSIDE_ENDS = set_of("""
local localdomain localhost internal intranet intra lan corp private home priv inhouse svc cluster test
""")
# Labels of hosts that colleagues use, whoever owns the domain.
_TOOLS = set_of("""
confluence jira grafana kibana jenkins gitlab prometheus alertmanager sentry intranet splunk argocd argo rundeck vault
nexus artifactory sonarqube sonar runbook runbooks opsgenie pagerduty sharepoint bitbucket bamboo teamcity gerrit rancher
consul nomad airflow zabbix nagios icinga graylog elastic elasticsearch superset metabase backstage servicenow phpmyadmin
pgadmin adminer redash jaeger zipkin harbor phabricator youtrack redmine influxdb thanos mattermost postmortems
""")
_INSIDE = _TOOLS | set_of("intra intranet corp internal int lan ops staging preprod uat qa inside bastion mgmt oob")
# Where nearly everybody's notes, boards and consoles are.
_SHARED = (
    "atlassian.net",
    "jira.com",
    "notion.so",
    "slack.com",
    "pagerduty.com",
    "opsgenie.com",
    "datadoghq.com",
    "datadoghq.eu",
    "grafana.net",
    "newrelic.com",
    "sentry.io",
    "splunkcloud.com",
    "sharepoint.com",
    "docs.google.com",
    "drive.google.com",
    "console.cloud.google.com",
    "console.aws.amazon.com",
    "portal.azure.com",
    "dev.azure.com",
    "visualstudio.com",
    "service-now.com",
    "linear.app",
    "app.asana.com",
    "trello.com",
    "monday.com",
    "clickup.com",
    "miro.com",
    "figma.com",
    "teams.microsoft.com",
    "honeycomb.io",
    "logz.io",
    "firehydrant.io",
    "rootly.com",
    "app.incident.io",
)
# Machines at those who rent them out.
_RENTED = (
    "amazonaws.com",
    "cloudapp.azure.com",
    "database.windows.net",
    "core.windows.net",
    "vault.azure.net",
    "bc.googleusercontent.com",
    "linodeusercontent.com",
    "your-server.de",
)


def _under(host: str, domains: tuple[str, ...]) -> str:
    """The longest of `domains` that `host` is, or is under."""
    return max((one for one in domains if host == one or host.endswith("." + one)), key=len, default="")


@lru_cache(maxsize=64)
def _bare(domains: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for one in domains if (name := one.strip().lower().lstrip("*@").strip("./")))


@dataclass(frozen=True)
class Domains:
    internal: tuple[str, ...]
    public: tuple[str, ...]

    @classmethod
    def of(cls, context: Context) -> Domains:
        return cls(_bare(context.internal_domains), _bare(context.public_domains))

    def is_public(self, host: str) -> bool:
        """One that readers were told of."""
        host = host.lower().rstrip(".")
        return bool(_under(host, self.public)) and not self.is_internal(host)

    def is_internal(self, host: str) -> bool:
        host = host.lower().rstrip(".")
        public, internal = _under(host, self.public), _under(host, self.internal)
        if internal and len(internal) >= len(public):
            return True
        if public:
            return any(label in _INSIDE for label in host[: -len(public)].split("."))
        labels = host.split(".")
        if labels[-1] in _INSIDE_ENDS or _under(host, _RENTED) or _under(host, _SHARED):
            return True
        return any(label in _INSIDE for label in labels[:-2]) or (
            labels[0] == "wiki" and bool(self.public or self.internal)
        )
