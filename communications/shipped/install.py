"""Puts what ships into the database, once. Works with the models of a migration as well as with today's."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from communications.shipped.groups import GROUPS
from communications.shipped.templates import shipped_templates
from postincident.vocabulary import Kind


def install(get_model: Any) -> None:
    """`get_model(name)` gives the model class. What is there already is left as it is."""
    group_model, endpoint_model = get_model("StakeholderGroup"), get_model("Endpoint")
    for fields in GROUPS:
        group, is_new = group_model.objects.get_or_create(slug=fields["slug"], defaults=fields)
        if is_new and "page" in fields.get("channels", ()):
            endpoint_model.objects.create(group=group, kind="page", address="", normalised="")
    install_templates(get_model)


def install_templates(get_model: Any, kinds: Collection[str] = tuple(Kind)) -> None:
    template_model, version_model = get_model("MessageTemplate"), get_model("TemplateVersion")
    for shipped in (row for row in shipped_templates() if row["kind"] in kinds):
        template, is_new = template_model.objects.get_or_create(
            kind=shipped["kind"], detail_level=shipped["detail_level"], group=None, language="en"
        )
        if is_new:
            version_model.objects.create(
                template=template,
                number=1,
                subject=shipped["subject"],
                sections=shipped["sections"],
                why="Shipped with Postincident",
            )
