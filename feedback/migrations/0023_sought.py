from django.db import migrations

# A copy, not an import: a migration must do tomorrow what it did today.
CREATE = {
    "sqlite": ["CREATE VIRTUAL TABLE feedback_sought USING fts5(said, tokenize='trigram', detail=none)"],
    "postgresql": [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE TABLE feedback_sought (rowid bigint PRIMARY KEY, said text NOT NULL)",
        "CREATE INDEX feedback_sought_said ON feedback_sought USING gin (said gin_trgm_ops)",
    ],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE feedback_sought")


class Migration(migrations.Migration):
    dependencies = [("feedback", "0022_tallies")]
    operations = [migrations.RunPython(create, drop)]
