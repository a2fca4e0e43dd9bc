"""An answer enters fewer indexes: those that nothing read by are gone, others hold no row that has nothing there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("communications", "0022_lists_of_a_few"),
        ("feedback", "0023_sought"),
        ("postincident", "0008_indexes_that_are_read"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="response",
            name="feedback_response_once_per_form",
        ),
        # With the index of a key, Django drops every other one on that column alone.
        migrations.RemoveConstraint(
            model_name="response",
            name="feedback_response_once_per_personal_link",
        ),
        migrations.RemoveIndex(
            model_name="response",
            name="response_to_answer",
        ),
        migrations.RemoveIndex(
            model_name="response",
            name="response_to_tag",
        ),
        migrations.AlterField(
            model_name="response",
            name="incident",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="responses",
                to="postincident.incident",
            ),
        ),
        migrations.AlterField(
            model_name="response",
            name="answered_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="response",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="communications.contact",
            ),
        ),
        migrations.AlterField(
            model_name="response",
            name="delivery",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="communications.delivery",
            ),
        ),
        migrations.AlterField(
            model_name="response",
            name="link",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="responses",
                to="feedback.feedbacklink",
            ),
        ),
        migrations.AlterField(
            model_name="response",
            name="noted_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="response",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="response",
            name="questionnaire",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="feedback.questionnaire",
            ),
        ),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(
                condition=models.Q(("to_tag", True)), fields=["-said_at", "-id", "incident"], name="response_to_tag"
            ),
        ),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(condition=models.Q(("to_answer", True)), fields=["incident"], name="response_to_answer"),
        ),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(
                condition=models.Q(("owner__isnull", False)), fields=["owner"], name="response_of_owner"
            ),
        ),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(
                condition=models.Q(("contact__isnull", False)), fields=["contact"], name="response_of_contact"
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.UniqueConstraint(
                condition=models.Q(("link__isnull", False)),
                fields=("link", "edit_secret_hash"),
                name="feedback_response_once_per_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.UniqueConstraint(
                condition=models.Q(("by_personal_link", True)),
                fields=("link",),
                name="feedback_response_once_per_personal_link",
            ),
        ),
    ]
