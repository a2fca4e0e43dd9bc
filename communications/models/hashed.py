"""A keyed hash of an address, kept beside it, so that the database can compare addresses without knowing the key."""

from __future__ import annotations

from typing import Any

from django.db import models

from postincident.links import hash_address


class AddressHashField(models.CharField[Any, Any]):
    """Of the row's `normalised`, worked out whenever the row is written. To migrations it is Django's own."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 64, "blank": True, "editable": False} | options)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        normalised = model_instance.__dict__["normalised"]
        value = hash_address(normalised) if normalised else ""
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
