from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from feedback import links
        from postincident.registry import registry

        registry.placeholders.append(links.placeholders)
        registry.record_placeholders.append(links.record_placeholders)
