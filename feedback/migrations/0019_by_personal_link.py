from django.conf import settings
from django.db import migrations, models


def of_personal_links(apps, schema_editor):
    answered = apps.get_model("feedback", "Response").objects.filter(link__kind="personal")
    answered.update(by_personal_link=True)


class Migration(migrations.Migration):
    dependencies = [
        ("communications", "0022_lists_of_a_few"),
        ("feedback", "0018_letters_that_came_back"),
        ("postincident", "0007_hidden_incidents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # The foreign key has an index of its own.
        migrations.RemoveIndex(model_name="response", name="response_by_link"),
        migrations.AddField(model_name="response", name="by_personal_link", field=models.BooleanField(default=False)),
        migrations.RunPython(of_personal_links, migrations.RunPython.noop),
    ]
