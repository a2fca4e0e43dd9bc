"""By itself: PostgreSQL changes no table in the transaction that has just filled it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0009_counted_quickly")]

    operations = [
        migrations.AlterField(
            "themetag",
            "incident",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="postincident.incident"
            ),
        ),
        migrations.AlterField("themetag", "said_at", models.DateTimeField()),
        migrations.AddIndex(
            "themetag", models.Index(fields=["theme", "incident", "said_at"], name="themetag_counted")
        ),
    ]
