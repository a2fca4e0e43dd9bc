"""One mail of each kind, written, approved, released and sent through the verbs, as people would."""

from __future__ import annotations

from django.utils import timezone

from bench.scene import declared_incident, people
from communications.delivery.sending import send_release
from communications.models import Audience, Communication, Contact, Endpoint, Membership, StakeholderGroup
from communications.verbs import drafting, releasing, reviewing, signing_up
from communications.verbs.attaching import attach
from communications.verbs.audiences import ensure_audiences
from postincident.models import Incident
from postincident.vocabulary import Kind

PDF = (
    b"%PDF-1.4\n"
    + b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n" * 40
    + b"%%EOF\n"
)
SUBJECT = "Чому платежі карткою не проходили, і що ми змінили"
WORDS = (
    "Між 14:05 та 15:22 UTC майже кожен четвертий платіж карткою в ЄС було відхилено: 41 870 платежів у 1 164 торговців. "
    "З карток не списано нічого за відхилені платежі.",
    "Новий сертифікат безпеки на одному з двох наших з’єднань із картковими мережами був неповний, тож це з’єднання відхиляло "
    "платежі. Ми перевели всі платежі на справне з’єднання, встановили повний сертифікат і перевірили його.",
    "Тепер ми перевіряємо кожне з’єднання так, як ним користується платіж. Пишіть нам: support@northwind.example.",
    "Чи було це повідомлення корисним? [Скажіть нам]([[feedback_link]]).",
)


class Scene:
    def __init__(self, domain: str) -> None:
        self.domain = domain
        self.sent: dict[str, str] = {}  # Message-ID, or the address where there is none to know → what it is
        self.incident: Incident = declared_incident()
        ensure_audiences(self.incident)

    def play(self) -> None:
        customers, partners, regulators = map(self._group, ("customers", "partners", "regulators"))
        self._release("A resolution", customers, Kind.RESOLUTION)
        first = self._release("Root cause and next steps", customers, Kind.ROOT_CAUSE)
        self._release("Its correction, which refers to it", customers, Kind.ROOT_CAUSE, corrects=first)
        self._release("Root cause with a PDF", partners, Kind.ROOT_CAUSE, file=PDF)
        self._release("A required notice, without unsubscribing", regulators, Kind.ROOT_CAUSE)
        self._release("Root cause in Ukrainian", self._ukrainian(), Kind.ROOT_CAUSE, words=WORDS)
        self._sign_up("The link that confirms a sign-up")

    def what(self, message_id: str, address: str) -> str:
        return self.sent.get(message_id) or self.sent[address]

    def _group(self, slug: str) -> StakeholderGroup:
        group = StakeholderGroup.objects.get(slug=slug)
        group.reviewers_needed, group.always_relevant = 1, True
        group.save()
        self._add_reader(group, "Ana Ferreira")
        return group

    def _add_reader(self, group: StakeholderGroup, name: str) -> None:
        address = f"{group.slug}@{self.domain}"
        contact = Contact.objects.create(name=name)
        Membership.objects.create(contact=contact, group=group)
        Endpoint.objects.create(contact=contact, address=address, normalised=address)

    def _ukrainian(self) -> StakeholderGroup:
        group = StakeholderGroup.objects.get(slug="customers")
        group.pk, group._state.adding = None, True
        group.slug, group.name, group.language = "customers-uk", "Клієнти", "uk"
        group.from_name = "Нортвінд Платежі"
        group.save()
        self._add_reader(group, "Оксана Коваленко")
        return group

    def _release(
        self,
        what: str,
        group: StakeholderGroup,
        kind: Kind,
        *,
        corrects: Communication | None = None,
        file: bytes = b"",
        words: tuple[str, ...] = (),
    ) -> Communication:
        lena, amara = people()
        audience, _made = Audience.objects.get_or_create(incident=self.incident, group=group)
        (draft,) = drafting.draft(lena, self.incident, kind, [audience], corrects=corrects)
        if file:
            attach(lena, draft, "Überblick.pdf", file)
        if words:
            self._write(draft, words)
        draft.refresh_from_db()
        revision = reviewing.submit(lena, draft)
        reviewing.approve(amara, revision, revision.digest)
        draft.refresh_from_db()
        (release,) = releasing.release(lena, [draft])
        send_release(release.pk)
        self.sent[release.deliveries.get().message_id] = what
        return draft

    def _write(self, draft: Communication, words: tuple[str, ...]) -> None:
        lena, _amara = people()
        for number, section in enumerate(draft.sections.order_by("position")):
            drafting.edit_section(lena, section, body=words[number % len(words)], version=section.version)
        draft.refresh_from_db()
        drafting.edit_details(lena, draft, subject=SUBJECT, next_update_at=draft.next_update_at, version=draft.version)

    def _sign_up(self, what: str) -> None:
        group, address = StakeholderGroup.objects.get(slug="public"), f"new-reader@{self.domain}"
        signing_up.ask(group, name="Ana Ferreira", address=address)
        signing_up.sweep(timezone.now())
        self.sent[address] = what
