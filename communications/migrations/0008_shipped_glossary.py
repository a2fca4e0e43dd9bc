from django.db import migrations

from communications.shipped.glossary import install_glossary


def forwards(apps, schema_editor):
    install_glossary(lambda name: apps.get_model("communications", name))


class Migration(migrations.Migration):
    dependencies = [("communications", "0007_talking_points")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
