from django.db import migrations

from feedback.shipped import QUESTIONNAIRE, THEMES


def ship(apps, schema_editor):
    theme = apps.get_model("feedback", "Theme")
    for slug, name, description, needs_change in THEMES:
        theme.objects.get_or_create(
            slug=slug,
            defaults={"name": name, "description": description, "needs_change": needs_change, "shipped": True},
        )
    questionnaire = apps.get_model("feedback", "Questionnaire")
    questionnaire.objects.get_or_create(
        name=QUESTIONNAIRE["name"],
        version=QUESTIONNAIRE["version"],
        defaults={"questions": QUESTIONNAIRE["questions"]},
    )


class Migration(migrations.Migration):
    dependencies = [("feedback", "0003_once_per_form_and_calls_for_a_change")]

    # Going back leaves the rows: responses may be tagged with them.
    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
