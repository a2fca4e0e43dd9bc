"""What was written to a further question is to be tagged as well. A generated column is not changed, so another takes its place."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q


def look_for_words(apps: Any, schema_editor: Any) -> None:
    questionnaire, response = apps.get_model("feedback", "Questionnaire"), apps.get_model("feedback", "Response")
    for one in questionnaire.objects.all():
        written = {asked["key"] for asked in one.questions if asked["kind"] == "text"}
        answered = response.objects.filter(questionnaire=one).exclude(answers={}).values_list("pk", "answers")
        found = [pk for pk, answers in answered.iterator() if written & answers.keys()]
        for at in range(0, len(found), 500):
            response.objects.filter(pk__in=found[at : at + 500]).update(wrote_more=True)


class Migration(migrations.Migration):
    dependencies = [("feedback", "0014_may_quote")]

    operations = [
        migrations.AddField("response", "wrote_more", models.BooleanField(default=False)),
        migrations.RemoveIndex("response", "response_to_tag"),
        migrations.RemoveField("response", "to_tag"),
        migrations.AddField(
            "response",
            "to_tag",
            models.GeneratedField(
                expression=Q(is_tagged=False) & (~Q(words="") | Q(wrote_more=True)),
                output_field=models.BooleanField(),
                db_persist=True,
            ),
        ),
        migrations.AddIndex("response", models.Index(fields=["to_tag", "incident"], name="response_to_tag")),
        migrations.RunPython(look_for_words, migrations.RunPython.noop),
    ]
