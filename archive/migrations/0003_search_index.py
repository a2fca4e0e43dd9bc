from django.db import migrations

# A copy, not an import: a migration must do tomorrow what it did today.
CREATE = {
    "sqlite": ["CREATE VIRTUAL TABLE archive_search USING fts5(words, content='', tokenize='ascii')"],
    "postgresql": [
        "CREATE TABLE archive_search (search_key bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX archive_search_words ON archive_search USING gin (words)",
    ],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE archive_search")


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_initial")]
    operations = [migrations.RunPython(create, drop)]
