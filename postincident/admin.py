"""For rare work only: people and their roles. Everything with a history has its own screens and verbs; here it can be
looked at, not changed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest

from postincident import people_admin  # noqa: F401 - registers people
from postincident.models import ChecklistTask, Confirmation, Event, Fact, Improvement, Incident, Service


class ReadOnly(admin.ModelAdmin[Any]):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)


@admin.register(Event)
class EventAdmin(ReadOnly):
    list_display = ["happened_at", "actor", "user", "verb", "object_type", "object_id", "incident"]
    list_filter = ["actor", "verb"]
    list_select_related = ["user", "incident"]
    date_hierarchy = "happened_at"

    def get_queryset(self, request: HttpRequest) -> Any:
        """An event of a restricted incident would tell that there is one."""
        visible = Incident.objects.visible_to(request.user)  # type: ignore[arg-type]
        return super().get_queryset(request).filter(Q(incident=None) | Q(incident__in=visible))


@admin.register(Incident)
class IncidentAdmin(ReadOnly):
    list_display = ["reference", "title", "severity", "state", "source", "resolved_at"]
    list_filter = ["severity", "state", "source", "restricted"]
    search_fields = ["reference", "title"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """A restricted incident does not exist for those not named on it, whatever their role."""
        return Incident.objects.visible_to(request.user)  # type: ignore[arg-type]


@admin.register(Service)
class ServiceAdmin(ReadOnly):
    list_display = ["name", "public_name", "retired"]


class OfAnIncident(ReadOnly):
    """A row of an incident: seen by those who may see the incident."""

    list_select_related = ["incident"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(incident__in=Incident.objects.visible_to(request.user))  # type: ignore[arg-type]


@admin.register(Fact)
class FactAdmin(OfAnIncident):
    list_display = ["incident", "key", "position", "state", "changed_at"]
    list_filter = ["key", "state"]


@admin.register(Improvement)
class ImprovementAdmin(OfAnIncident):
    list_display = ["incident", "what", "kind", "state", "due_on"]
    list_filter = ["kind", "state"]


@admin.register(ChecklistTask)
class ChecklistTaskAdmin(OfAnIncident):
    list_display = ["incident", "key", "state", "due_at", "done_at", "overridden_by"]
    list_filter = ["key", "state"]


@admin.register(Confirmation)
class ConfirmationAdmin(OfAnIncident):
    list_display = ["incident", "key", "by", "at", "withdrawn_at"]
    list_filter = ["key"]
