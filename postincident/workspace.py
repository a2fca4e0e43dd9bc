"""The former name of `postincident.shell`."""

from postincident.shell import incident_context, panels, subnav, tell_events

__all__ = ["incident_context", "panels", "subnav", "tell_events"]
