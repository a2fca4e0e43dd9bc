"""Several workers hear from the mail server about one release at the same moment: real threads, on both databases."""

import pytest
from django.db import transaction
from django.utils import timezone

from archive.models import Record
from communications.delivery.handover import first_hand_over, lock_release
from postincident.events import APPLICATION
from tests.communications.factories import make_release
from tests.postincident.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_files_one_record_for_all_workers():
    release = make_release()

    def hear(_number):
        with transaction.atomic():
            return first_hand_over(APPLICATION, lock_release(release.pk), timezone.now()).number

    assert len(set(at_once(hear))) == Record.objects.count() == 1
