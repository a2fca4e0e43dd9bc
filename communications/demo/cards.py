"""The messages about the card payments, still on their way: a list of the affected, a file, remarks among colleagues."""

from __future__ import annotations

from communications.affected_csv import read_list
from communications.demo.telling import edit, latest
from communications.verbs import affected, attaching, commenting
from postincident.demo import person
from postincident.vocabulary import Kind

NUMBER = 42
AFFECTED = """address,name,Declined payments
ops@adria.example,Operations desk,"7,412"
marta.kowalska@polskiepay.example,Marta Kowalska,"2,036"
duty@balticscheme.example,Duty officer,211
"""
HOURS = [
    "14:05 to 14:30 UTC: 11,206 declined",
    "14:30 to 15:00 UTC: 15,940 declined",
    "15:00 to 15:40 UTC: 14,724 declined",
]


def tell_partners_their_own_number() -> None:
    """Each partner reads how many payments of its own were declined."""
    draft = latest(NUMBER, Kind.ROOT_CAUSE, "partners")
    found = read_list(AFFECTED.encode())
    affected.bring_in(
        person("tomas"), draft.audience, columns=found.columns, rows=found.rows, file_name="declined-by-partner.csv"
    )
    summary = draft.sections.get(key="summary").body
    words = "[[declined_payments]] of the declined payments were yours."
    edit("tomas", draft, "summary", f"{summary}\n\n{words}")


def discuss_the_partners_draft() -> None:
    draft = latest(NUMBER, Kind.ROOT_CAUSE, "partners")
    commenting.comment(
        person("amara"),
        draft,
        draft.sections.get(key="root_cause"),
        "They will ask how we noticed. Can we say it once the fact is known?",
    )
    about_steps = commenting.comment(
        person("amara"), draft, draft.sections.get(key="next_steps"), "Is the January date agreed with the acquirers?"
    )
    commenting.resolve(person("tomas"), about_steps)


def attach_the_hours() -> None:
    draft = latest(NUMBER, Kind.ROOT_CAUSE, "key-accounts")
    attaching.attach(person("tomas"), draft, "Declined payments by half hour.pdf", pdf(HOURS))


def pdf(lines: list[str]) -> bytes:
    """One page with these lines, as small as a PDF can be (ISO 32000-1, annex H.3)."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 18 TL 60 760 Td {shown} ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    text, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    return (text + end + tail).encode("ascii")
