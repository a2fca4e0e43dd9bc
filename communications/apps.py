from django.apps import AppConfig


class CommunicationsConfig(AppConfig):
    name = "communications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from communications import registering
        from communications.delivery import registering as delivery
        from postincident.registry import registry

        registering.register(registry)
        delivery.register(registry)
