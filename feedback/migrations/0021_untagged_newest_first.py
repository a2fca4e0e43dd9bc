from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0020_once_per_personal_link")]

    operations = [
        migrations.RemoveIndex("response", "response_to_tag"),
        migrations.AddIndex(
            "response", models.Index(fields=["to_tag", "-said_at", "-id", "incident"], name="response_to_tag")
        ),
    ]
