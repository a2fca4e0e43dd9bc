"""People and their roles: the one thing that is changed in the admin."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from postincident import events
from postincident.errors import Refused
from postincident.models import User
from postincident.verbs import people

FIELDS = ("email", "name", "role", "is_administrator", "time_zone")


class ZoneField(forms.ChoiceField):
    def __init__(self) -> None:
        super().__init__(
            label=_("Time zone"), choices=[(zone, zone) for zone in sorted(zoneinfo.available_timezones())]
        )


class NewPersonForm(AdminUserCreationForm):  # type: ignore[type-arg]
    time_zone = ZoneField()

    class Meta:
        model = User
        fields = FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].initial = settings.TIME_ZONE
        self.fields["usable_password"].help_text = _(
            "Disabled: they choose one themselves, by “Forgot your password?” where people sign in. That needs mail."
        )


class PersonForm(UserChangeForm):  # type: ignore[type-arg]
    time_zone = ZoneField()

    class Meta:
        model = User
        fields = (*FIELDS, "is_active", "password")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        keeps = said.get("is_administrator") and said.get("is_active")
        if not keeps and people.is_last_administrator(User.objects.get(pk=self.instance.pk)):
            raise forms.ValidationError(people.NOBODY_LEFT, code="last_one")
        return said


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    form = PersonForm
    add_form = NewPersonForm
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        (_("Rights"), {"fields": ("role", "is_administrator", "is_active")}),
        (_("Circumstances"), {"fields": ("time_zone", "last_login")}),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": (*FIELDS, "usable_password", "password1", "password2")}),)
    readonly_fields = ("last_login",)
    filter_horizontal = ()
    list_display = ("email", "name", "role", "is_administrator", "is_active", "last_login")
    list_filter = ("role", "is_administrator", "is_active")
    search_fields = ("email", "name")
    ordering = ("name",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    has_add_permission = has_module_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The history names people. Who has left is made inactive."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if change:
            people.change(request.user, obj, **{name: form.cleaned_data[name] for name in form.changed_data})  # type: ignore[arg-type]
        else:
            people.add(request.user, obj)  # type: ignore[arg-type]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refused as refused:  # what the form allowed and somebody else has made impossible meanwhile
            messages.error(request, refused.sentence)
            return HttpResponseRedirect(request.path)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            events.record(request.user, "person.password_set", User.objects.get(pk=id))  # type: ignore[arg-type]
        return response
