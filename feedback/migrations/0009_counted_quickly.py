"""What counting over many responses reads: indexes of its own, and of each tag which incident it is of and when it was said."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q, Subquery


def take_from_responses(apps: Any, schema_editor: Any) -> None:
    response, tag = apps.get_model("feedback", "Response"), apps.get_model("feedback", "ThemeTag")
    of_it = response.objects.filter(pk=OuterRef("response"))
    tag.objects.update(incident=Subquery(of_it.values("incident")), said_at=Subquery(of_it.values("said_at")))
    response.objects.filter(Exists(tag.objects.filter(response=OuterRef("pk")))).update(is_tagged=True)


class Migration(migrations.Migration):
    dependencies = [("feedback", "0008_declined_themes"), ("postincident", "0005_restricted")]

    operations = [
        migrations.AddField("response", "is_tagged", models.BooleanField(default=False)),
        migrations.AddField(
            "response",
            "to_tag",
            models.GeneratedField(
                expression=Q(is_tagged=False) & ~Q(words=""), output_field=models.BooleanField(), db_persist=True
            ),
        ),
        migrations.AddField(
            "response",
            "to_answer",
            models.GeneratedField(
                expression=Q(may_reply=True, answered_at=None), output_field=models.BooleanField(), db_persist=True
            ),
        ),
        migrations.AddField(
            "themetag",
            "incident",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="postincident.incident"
            ),
        ),
        migrations.AddField("themetag", "said_at", models.DateTimeField(null=True)),
        migrations.AddIndex("response", models.Index(fields=["-said_at", "-id"], name="response_newest")),
        migrations.AddIndex(
            "response", models.Index(fields=["clear", "timely", "complete", "incident"], name="response_rated")
        ),
        migrations.AddIndex(
            "response",
            models.Index(fields=["to_tag", "incident"], name="response_to_tag"),
        ),
        migrations.AddIndex(
            "response",
            models.Index(fields=["to_answer", "incident"], name="response_to_answer"),
        ),
        migrations.RunPython(take_from_responses, migrations.RunPython.noop),
    ]
