from django.db import migrations, models

from postincident.links import hash_address


def forwards(apps, schema_editor):
    for name in ("Endpoint", "ListedRecipient"):
        model = apps.get_model("communications", name)
        rows = model.objects.exclude(normalised="").values_list("pk", "normalised")
        hashes = [(hash_address(normalised), pk) for pk, normalised in rows.iterator(5000)]
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {model._meta.db_table} SET address_hash = %s WHERE id = %s", hashes)


class Migration(migrations.Migration):
    dependencies = [("communications", "0013_sending_hours")]
    operations = [
        migrations.AddField(
            model_name="endpoint",
            name="address_hash",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="listedrecipient",
            name="address_hash",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
