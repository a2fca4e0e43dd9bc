import django.db.models.deletion
from django.db import migrations, models

# What results are counted by. It is filled after the migrations, with the rest of the index (archive.search.upkeep).
CREATE = {
    # The key is SQLite's own row number: one step to a row.
    "sqlite": "search_key integer PRIMARY KEY",
    "postgresql": "search_key bigint PRIMARY KEY",
}
COLUMNS = (
    "kind varchar(20) NOT NULL, audience varchar(200) NOT NULL, services text NOT NULL, severity varchar(10) NOT NULL,"
    " source varchar(10) NOT NULL, states_cause {boolean} NOT NULL"
)


def create(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    columns = COLUMNS.format(boolean="bool" if vendor == "sqlite" else "boolean")
    schema_editor.execute(f"CREATE TABLE archive_search_record ({CREATE[vendor]}, {columns})")


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE archive_search_record")


class Migration(migrations.Migration):
    dependencies = [("archive", "0010_change_files")]
    operations = [
        migrations.RunPython(create, drop),
        migrations.CreateModel(
            name="Derived",
            fields=[
                ("record", models.OneToOneField(db_column="search_key", on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name="derived", serialize=False, to="archive.record", to_field="search_key")),
                ("kind", models.CharField(max_length=20)),
                ("audience", models.CharField(max_length=200)),
                ("services", models.TextField()),
                ("severity", models.CharField(max_length=10)),
                ("source", models.CharField(max_length=10)),
                ("states_cause", models.BooleanField()),
            ],
            options={"verbose_name_plural": "derived", "db_table": "archive_search_record", "managed": False},
        ),
    ]
