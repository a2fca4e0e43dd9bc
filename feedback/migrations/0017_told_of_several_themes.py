from django.db import migrations, models


def take_over(apps, schema_editor):
    told_back = apps.get_model("feedback", "ToldBack")
    of = told_back.themes.through
    of.objects.bulk_create(
        of(toldback_id=pk, theme_id=theme)
        for pk, theme in told_back.objects.exclude(theme=None).values_list("pk", "theme")
    )


class Migration(migrations.Migration):
    dependencies = [("feedback", "0016_themes_that_tag_by_themselves")]

    operations = [
        migrations.AddField("toldback", "themes", models.ManyToManyField(related_name="of_themes", to="feedback.theme")),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.RemoveField("toldback", "theme"),
        migrations.AlterField("toldback", "themes", models.ManyToManyField(related_name="told_back", to="feedback.theme")),
    ]
