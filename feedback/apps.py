from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "feedback"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from feedback import (
            describing,
            effect,
            links,
            panels,
            posting,
            preparing,
            privacy,
            recurring,
            sought,
            suggesting,
            tallies,
        )
        from feedback.evidence import invite_and_gather, what_comes_back_is_answered
        from feedback.lessons import LESSON
        from feedback.needs import feedback_needs
        from feedback.returned import LETTERS
        from feedback.verbs import by_rule, outreach, replies
        from feedback.versions import asks_whether_clear
        from postincident.registry import HomePanel, NavItem, Panel, registry
        from postincident.vocabulary import TaskKey

        pre_migrate.connect(tallies.before_migrations, sender=self, dispatch_uid="feedback.tallies.before")
        post_migrate.connect(tallies.after_migrations, sender=self, dispatch_uid="feedback.tallies.after")
        pre_migrate.connect(sought.before_migrations, sender=self, dispatch_uid="feedback.sought.before")
        post_migrate.connect(sought.after_migrations, sender=self, dispatch_uid="feedback.sought.after")
        pages = ("feedback:response", "feedback:theme", "feedback:trends", "feedback:questionnaire")
        registry.nav_items.append(
            NavItem(
                _("Feedback"),
                "feedback:response-list",
                "chat-left-text",
                40,
                pages,
                about=_("What people say of our communication, and the themes that recur."),
            )
        )
        registry.panels += [
            Panel("feedback", _("Feedback"), "", panels.subnav, place="subnav", order=70),
            Panel("so-far", _("Feedback so far"), "feedback/_so_far.html", panels.so_far, place="aside", order=70),
            Panel(
                "said",
                _("What they said"),
                "feedback/_record_said.html",
                panels.said_of_records,
                place="record",
                order=70,
            ),
        ]
        registry.home_panels.append(
            HomePanel("recurring", _("Keeps coming back"), "feedback/_recurring.html", recurring.home_panel, order=70)
        )
        registry.needs.append(feedback_needs)
        registry.add_evidence(TaskKey.FEEDBACK, invite_and_gather)
        registry.add_evidence(TaskKey.REVIEW, what_comes_back_is_answered)
        registry.placeholders.append(links.placeholders)
        registry.asks_whether_clear = asks_whether_clear
        registry.record_placeholders.append(links.record_placeholders)
        registry.purges.append(privacy.purge)
        registry.address_purges.append(privacy.forget_address)
        registry.merges.append(outreach.follow)
        registry.replies.append(replies.take_replies)
        registry.letters.append(LETTERS)
        registry.retention["names and addresses in answers"] = privacy.forget_old
        registry.lesson = LESSON
        registry.effects.insert(0, effect.ratings)
        registry.sweeps |= {
            "letters": posting.sweep,
            "outreach": preparing.sweep,
            "themes by rule": by_rule.sweep,
            "suggestions from feedback": suggesting.sweep,
            "tallies": tallies.sweep,
            "words of responses": sought.sweep,
        }
        registry.unhurried.add("tallies")
        registry.reckoned.add("feedback.tally")
        registry.demo_scenes.append(describing.scenes)
        describing.register(registry)
