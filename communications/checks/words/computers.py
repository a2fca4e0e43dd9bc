"""Words by which a text shows that its readers have machines, websites or programs with us, or use some."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from communications.checks.words.lists import set_of

# One of these is enough.
PLAINLY = set_of("""
    dns api apis ip ssl tls ssh ftp sftp imap smtp pop3 vps vm vms php mysql mariadb wordpress joomla drupal cpanel plesk whm linux ubuntu debian centos
    apache datacenters datacentres linode hetzner ovh digitalocean cloudflare vultr rackspace nameserver nameservers subdomain subdomains sysadmin
    sysadmins webserver webservers mailserver mailservers hosting webmail plugin plugins kernel reboot rebooted rebooting reboots
    colocation saas websocket github gitlab db dbs ldap raid nas gpus vlan mx packet packets
""")
# Of these two. What they know besides, and others do not, is none of them.
BESIDE = set_of("""
    server servers host hosted database databases http https json html network datacenter datacentre backup backups router routers routing firewall
    domain domains disk disks storage raid hardware admins infrastructure cpu ram login aws azure browser ssd isp isps ddos firmware bandwidth uptime
    software dashboard
""")
# Who is told of these besides writes programs, or runs machines.
PROGRAMS = set_of("""
    docker kubernetes k8s helm nginx redis postgres postgresql mongodb kafka rabbitmq elasticsearch prometheus grafana terraform ansible git npm
    jenkins slurm systemd gke eks grpc graphql
""")
_PLAINLY = PLAINLY | PROGRAMS
# What researchers compute with.
_OF_RESEARCH = set_of("hpc slurm sbatch supercomputer supercomputing lustre gpfs jupyterhub")
_NODES = set_of("node nodes")
_OF_NODES = set_of("login compute gpu scratch")
ENOUGH = 2
ENOUGH_FOR_PROGRAMS = 5


def weight(words: AbstractSet[str]) -> int:
    """How much these say so, in small letters."""
    centre = "data" in words and not words.isdisjoint(("center", "centers", "centre", "centres"))
    return 2 * len(words & _PLAINLY) + len(words & BESIDE) + centre


def are_for_research(words: AbstractSet[str]) -> bool:
    """Whether they speak of machines that researchers compute with: of a "login node"."""
    nodes = not words.isdisjoint(_NODES) and not words.isdisjoint(_OF_NODES)
    return nodes or not words.isdisjoint(_OF_RESEARCH)
