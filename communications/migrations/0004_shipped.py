from django.db import migrations

from communications.shipped.install import install


def forwards(apps, schema_editor):
    install(lambda name: apps.get_model("communications", name))


class Migration(migrations.Migration):
    dependencies = [("communications", "0003_failed_frees_its_address")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
