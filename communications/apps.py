from django.apps import AppConfig


class CommunicationsConfig(AppConfig):
    name = "communications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.core import checks

        from communications import registering
        from communications.delivery import registering as delivery
        from communications.incoming import protection
        from postincident.registry import registry

        registering.register(registry)
        delivery.register(registry)
        checks.register(protection.check)
