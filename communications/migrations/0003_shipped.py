from django.db import migrations

from communications.shipped.install import install


def forwards(apps, schema_editor):
    install(lambda name: apps.get_model("communications", name))


class Migration(migrations.Migration):
    dependencies = [("communications", "0002_initial")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
