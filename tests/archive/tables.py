"""Invented tables, as status tools and people give them."""

KNOWN = b"""Incident ID,Title,Posted at,Status,Severity,Services,Message
17,Card payments failing,2024-05-02T10:00:00Z,investigating,major,"Cards; Payouts",Card payments fail for some.
17,Card payments failing,2024-05-02T10:40:00Z,identified,major,"Cards; Payouts","A certificate had expired,
and nobody renewed it."
17,Card payments failing,2024-05-02T11:20:00Z,resolved,major,"Cards; Payouts",Payments work again.
18,Payouts late,2024-05-09T08:00:00Z,investigating,P3,Payouts,Payouts are late.
"""
# As typed into a spreadsheet: newest first, a blank title for the one above, days first, local times.
TYPED = """Störung;Wann;Was wir sagten;Wem
Kartenzahlungen;02/05/2024 13:20;Es läuft wieder.;Kunden
;02/05/2024 12:00;Zahlungen scheitern.;Kunden
Kartenzahlungen;01/03/2024 09:00;Schon einmal.;otto@shop.example
""".encode("cp1252")
NAMES = {"title": "Störung", "time": "Wann", "text": "Was wir sagten", "audience": "Wem"}
