"""By itself: PostgreSQL changes no table in the transaction that has just filled it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0019_by_personal_link")]

    operations = [
        migrations.AddConstraint(
            model_name="response",
            constraint=models.UniqueConstraint(
                condition=models.Q(("by_personal_link", True)),
                fields=("link",),
                name="feedback_response_once_per_personal_link",
            ),
        ),
    ]
