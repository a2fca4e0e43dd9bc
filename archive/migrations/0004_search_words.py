import re
import unicodedata

import snowballstemmer
from django.db import migrations

# A copy, not an import: a migration must do tomorrow what it did today.
CREATE = {
    "sqlite": [
        "CREATE TABLE archive_search_word (word text PRIMARY KEY, stem text NOT NULL) WITHOUT ROWID",
        "CREATE INDEX archive_search_word_stem ON archive_search_word (stem)",
    ],
    "postgresql": [
        'CREATE TABLE archive_search_word (word text COLLATE "C" PRIMARY KEY, stem text COLLATE "C" NOT NULL)',
        "CREATE INDEX archive_search_word_stem ON archive_search_word (stem)",
    ],
}


def fold(text):
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def safe(token):
    return token if token.isascii() else "u8" + token.encode("utf-8", "surrogatepass").hex()


def create(apps, schema_editor):
    connection = schema_editor.connection
    for statement in CREATE[connection.vendor]:
        schema_editor.execute(statement)
    words = set()
    bodies = apps.get_model("archive", "RecordBody").objects.using(connection.alias).select_related("record")
    for body in bodies.iterator(chunk_size=500):
        record = body.record
        text = "\n".join((record.title, body.subject, body.text, record.services, record.audience))
        words |= {match.group()[:100] for match in re.finditer(r"[^\W_]+", fold(text))}
    stemmer = snowballstemmer.stemmer("english")
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO archive_search_word (word, stem) VALUES (%s, %s)",
            [(safe(word), safe(stemmer.stemWord(word))) for word in sorted(words)],
        )


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE archive_search_word")


class Migration(migrations.Migration):
    dependencies = [("archive", "0006_import_leases")]
    operations = [migrations.RunPython(create, drop)]
