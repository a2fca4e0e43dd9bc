from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PostincidentConfig(AppConfig):
    name = "postincident"
    label = "postincident"

    def ready(self) -> None:
        from postincident.registry import NavItem, registry

        registry.nav_items += [
            NavItem(_("Home"), "postincident:home", "house", 10, ("postincident:home",)),
        ]
