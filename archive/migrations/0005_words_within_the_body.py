import hashlib
import hmac

from django.conf import settings
from django.db import migrations, models


def empty_titles(apps, schema_editor):
    """Records redacted before kept their titles, and the public addresses that are made of them."""
    apps.get_model("archive", "Record").objects.filter(redaction__isnull=False).update(title="")
    for publication in apps.get_model("archive", "Publication").objects.filter(record__redaction__isnull=False):
        said = hmac.new(settings.ADDRESS_KEY.encode(), publication.address.encode(), hashlib.sha256).hexdigest()
        publication.address = f"redacted-{said[:40]}"
        publication.save(update_fields=["address"])


class Migration(migrations.Migration):
    dependencies = [("archive", "0004_search_words")]
    operations = [
        migrations.AddField("recordbody", "said", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.RunPython(empty_titles, migrations.RunPython.noop),
    ]
