from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ArchiveConfig(AppConfig):
    name = "archive"

    def ready(self) -> None:
        from archive import demo, evidence, guards, panels, witness
        from archive.search import upkeep
        from archive.verbs import accepting, preparing, reading
        from postincident.registry import registry
        from postincident.vocabulary import TaskKey

        pre_migrate.connect(guards.before_migrations, sender=self, dispatch_uid="archive.guards.before")
        post_migrate.connect(guards.after_migrations, sender=self, dispatch_uid="archive.guards.after")
        post_migrate.connect(upkeep.after_migrations, sender=self, dispatch_uid="archive.search.after")
        panels.register()
        registry.sweeps["head digest"] = witness.sweep
        registry.sweeps |= {"uploads": reading.sweep, "imports": accepting.sweep, "exports": preparing.sweep}
        registry.retention["exports made ready"] = preparing.forget_old
        registry.hidden.append(preparing.make_anew)
        registry.unhurried.add("head digest")
        registry.add_evidence(TaskKey.REVIEW, evidence.suggestions_decided)
        registry.demo_scenes.append(demo.scenes)
