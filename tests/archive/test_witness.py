from datetime import timedelta

import pytest
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from archive import witness
from archive.models import Head
from postincident.models import Event
from tests.archive.factories import make_record
from tests.communications.delivery.servers import mailer
from tests.processes import free_port

NOW = timezone.now()


@pytest.fixture(autouse=True)
def outside(db, settings):
    settings.ARCHIVE_HEAD_TO, settings.MAIL_IS_LOCAL = "notary@example.net", False


def test_the_head_goes_out_once_a_day():
    make_record()
    assert [witness.sweep(NOW + timedelta(hours=hours)) for hours in (0, 1, 23, 25)] == [1, 0, 0, 1]
    assert mail.outbox[0].to == ["notary@example.net"]
    assert Head.objects.get().digest in mail.outbox[0].body
    assert Event.objects.filter(verb="head.sent").first().data == {"number": 1}


def test_what_could_not_leave_is_said_and_tried_again():
    make_record()
    with override_settings(MAILERS=mailer(free_port())), pytest.raises(ConnectionRefusedError):
        witness.sweep(NOW)
    assert Event.objects.filter(verb="head.not_sent").exists()
    assert witness.sweep(timezone.now() + timedelta(minutes=1)) == 0
    assert witness.sweep(timezone.now() + timedelta(minutes=16)) == 1


@pytest.mark.parametrize(("name", "value"), [("ARCHIVE_HEAD_TO", ""), ("MAIL_IS_LOCAL", True)])
def test_nothing_is_said_to_have_left_when_it_cannot(settings, name, value):
    make_record()
    setattr(settings, name, value)
    assert witness.sweep(NOW) == 0
    assert not Event.objects.filter(verb__startswith="head.").exists()


def test_an_empty_archive_has_nothing_to_prove():
    assert witness.sweep(NOW) == 0
