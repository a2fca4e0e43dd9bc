from django.db import migrations

from communications.shipped.install import install_templates


def forwards(apps, schema_editor):
    install_templates(lambda name: apps.get_model("communications", name), ["talking_points"])


class Migration(migrations.Migration):
    dependencies = [("communications", "0011_releases_in_steps")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
