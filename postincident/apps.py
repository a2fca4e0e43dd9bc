from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class PostincidentConfig(AppConfig):
    name = "postincident"
    label = "postincident"

    def ready(self) -> None:
        from postincident import checklist, describing, evidence, reminders, retention, throttle
        from postincident.demo.scenes import scenes
        from postincident.needs import core_needs
        from postincident.registry import NavItem, registry
        from postincident.vocabulary import TaskKey

        nouns = ("incident", "fact", "timeline", "task", "confirmation", "improvement", "access")
        incidents = ("incidents/", *(f"postincident:{noun}-" for noun in nouns))
        registry.nav_items += [
            NavItem(
                _("Home"),
                "postincident:home",
                "house",
                10,
                ("postincident:home",),
                about=_("What needs you now, and what was promised and falls due."),
            ),
            NavItem(
                _("Incidents"),
                "postincident:incident-list",
                "journal-text",
                20,
                incidents,
                about=_("Each with its facts, its five tasks and everything that was said of it."),
            ),
            NavItem(
                _("Services"),
                "postincident:service-list",
                "hdd-stack",
                80,
                ("postincident:service",),
                rare=True,
                about=_("What stakeholders use, with an internal and a public name."),
            ),
        ]
        registry.needs.append(core_needs)
        registry.sweeps["checklist"] = checklist.sweep
        registry.sweeps["reminders"] = reminders.sweep
        registry.unhurried |= {"checklist", "reminders"}
        registry.sweeps["public uses"] = throttle.sweep
        registry.sweeps["retention"] = retention.Hourly()
        registry.retention |= {
            "events": retention.forget_events,
            "notices of reminders": reminders.forget_old,
            "results of background tasks": retention.forget_task_results,
            "sessions that ended": retention.forget_sessions,
        }
        registry.add_evidence(TaskKey.ARCHIVE, evidence.nothing_elsewhere)
        registry.add_evidence(TaskKey.REVIEW, evidence.review_recorded)
        describing.register(registry)
        registry.demo_scenes.append(scenes)


class AdminConfig(admin.AdminConfig):
    default = False
    default_site = "postincident.admin_site.Site"
