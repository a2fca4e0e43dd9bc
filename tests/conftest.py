import re

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from postincident import context_processors, events, needs
from postincident.models import User
from tests.factories import make_user


@pytest.fixture(autouse=True, scope="session")
def quick():
    """Passwords hashed in no time, and no search for static files by each new client."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"], WHITENOISE_USE_FINDERS=False
    ):
        yield


def _codes_of(value):
    """Whatever an event holds that is no figure: the name of a field, a state, a kind, a language or a section."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _codes_of(inner)
    elif isinstance(value, (list, tuple, set)):
        for inner in value:
            yield from _codes_of(inner)
    elif isinstance(value, str):
        yield value


@pytest.fixture(autouse=True, scope="session")
def events_hold_no_words():
    """Nor an address, whichever test makes one."""
    plain = events._event

    def checked(actor, verb, obj, incident, happened_at, data):
        for code in _codes_of(data):
            assert re.fullmatch(r"[\w-]{0,40}", code), (verb, code)
        return plain(actor, verb, obj, incident, happened_at, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "_event", checked)
        yield


@pytest.fixture(scope="module")
def counted_once():
    """For walks over all pages: the number in every page's frame is looked up once a person, as it takes half of the time."""
    counts = {}

    def count_of(user, now):
        if user.pk not in counts:
            counts[user.pk] = needs.count_of(user, now)
        return counts[user.pk]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(context_processors, "count_of", count_of)
        yield


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """What a test writes or caches stays its own, and mail never leaves by accident."""
    cache.clear()
    settings.VAR_DIR = tmp_path
    settings.OUTBOX_DIR = tmp_path / "outbox"
    settings.JOURNAL_DIR = tmp_path / "journal"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


# Folder → its files that run on both databases all the same.
ONCE = {"browser": {"test_loop.py", "test_at_once.py"}, "checks": set()}
EMPTIES_THE_DATABASE = {"transactional_db", "live_server", "django_db_reset_sequences"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """A file's tests stay in one process; those that empty the database, shipped groups and themes included, come last
    there as they do without processes, where pytest-django sorts them to the end. What touches no behaviour of the
    database is marked `once`, by whole folders here."""
    for item in items:
        if item.path.parent.name in ONCE and item.path.name not in ONCE[item.path.parent.name]:
            item.add_marker("once")
        mark = item.get_closest_marker("django_db")
        empties = mark is not None and (mark.kwargs.get("transaction") or any(mark.args))
        empties = empties or EMPTIES_THE_DATABASE & set(item.fixturenames)
        item.add_marker(
            pytest.mark.xdist_group(f"{item.path.name}{'-last' if empties else ''}-{item.path.parent.name}")
        )


# The cast. Lena leads, Amara reviews, Tomas writes, Vera reads, Ade installs.


@pytest.fixture
def lena(db) -> User:
    return make_user("Lena Hoffmann", role=User.Role.MANAGER)


@pytest.fixture
def amara(db) -> User:
    return make_user("Amara Okafor", role=User.Role.REVIEWER)


@pytest.fixture
def tomas(db) -> User:
    return make_user("Tomás Ribeiro", role=User.Role.COMMUNICATOR)


@pytest.fixture
def vera(db) -> User:
    return make_user("Vera Lindqvist", role=User.Role.VIEWER)


@pytest.fixture
def ade(db) -> User:
    return make_user("Ade Bello", role=User.Role.VIEWER, is_administrator=True)


@pytest.fixture
def sign_in():
    """`sign_in(lena)` gives a client of her own."""

    def signed_in_client(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in_client


@pytest.fixture
def connection_queries(db):
    """How many queries a call makes, with nothing cached from the call before."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(call):
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            call()
        return len(captured)

    return count


@pytest.fixture(autouse=True, scope="session")
def flush_lifts_the_guards():
    """The test runner empties tables between transactional tests; nothing else may."""
    from django.core.management.commands import flush
    from django.db import connection

    from archive import guards
    from archive.search import index

    plain = flush.Command.handle

    def handle(self, **options):
        with guards.lifted(connection):
            plain(self, **options)
        index.rebuild()  # not a model's table: Django's flush does not know it

    flush.Command.handle = handle
    yield
    flush.Command.handle = plain
