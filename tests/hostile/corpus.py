"""What somebody hostile, or only unlucky, might type. What could come alive carries `h0stile`, so that it can be found.

All of it is tried on SQLite. On PostgreSQL only what a database may take in another way is: characters it cannot hold, and
what is too long, too large or too early for a column.
"""

from django.db import connection

ON_POSTGRES = connection.vendor == "postgresql"

MARKUP = {
    "script": "<script>alert('h0stile')</script>",
    "broken script": "<scr<script>ipt>alert(/h0stile/)</scr</script>ipt>",
    "image": "<img src=x onerror=alert('h0stile')>",
    "svg": "<svg/onload=alert('h0stile')><a xlink:href=javascript:h0stile()>x</a>",
    "out of an attribute": "\"'><h0stile onfocus=h0stile() autofocus tabindex=1 x=\"'",
    "attributes": '" onmouseover="h0stile()" data-h0stile="',
    "out of a textarea": "</textarea></title></style></script><h0stile>",
    "frame": "<iframe srcdoc='<script>h0stile()</script>'></iframe><base href=//h0stile.example>",
    "style": "<style>*{background:url(//h0stile.example)}</style><p style='h0stile'>",
    "comment": "<!--><h0stile>--!><h0stile>-->",
    "math": "<math><mtext><table><mglyph><style><!--</style><img title='--><h0stile>'>",
    "entities": "&lt;h0stile&gt; &#60;h0stile&#62; &#x3c;h0stile onload=x&#x3e;",
    "markdown link": "[press](javascript:alert('h0stile')) [x](  JaVaScRiPt:h0stile) [y](java\tscript:h0stile)",
    "markdown data": "[d](data:text/html,<script>h0stile</script>) ![p](javascript:h0stile) <javascript:h0stile()>",
    "markdown entity": "[e](&#106;avascript:h0stile) [f](javascript&colon;h0stile) [g][r]\n\n[r]: javascript:h0stile",
    "markdown out": '[t](http://a.example "x\\" onclick=h0stile) `<h0stile>` **<h0stile>**',
    "markdown title": "[u](http://a.example '\"><h0stile>') <a href='javascript:h0stile'>v</a>",
    "placeholder link": '[c]([[contact_name]]) [f]([[feedback_link]]) <a href="[[contact_name]]">',
    "template code": "{{ 7|add:42 }}{{ 7*7 }}h0stile{% now 'Y' %}{{ '7'*7 }}h0stile{{ request.user.password }}",
    "template tags": "{% include 'base.html' %}{% load static %}{% csrf_token %}{# h0stile #}{% endif %}{{",
    "other template code": "${7*7}h0stile #{7*7}h0stile <%= 7*7 %>h0stile %(x)s %s {0} {x.__class__}",
}
AWKWARD = {
    "control characters": "a\x01\x07\x08\x0b\x0c\x1b[31m\x7f\x85b",
    "right to left": "\u202e\u2067\u0645\u0631\u062d\u0628\u0627\u202c \u05e9\u05dc\u05d5\u05dd",
    "emoji": "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f1eb\U0001f1f7 e\u0301\u0327\u0323\u0300",
    "zero width": "\u200b\u200c\u200d\u2060\ufeff\u00ad",
    "separators": "one\u2028two\u2029three\u00a0four",
    "not a character": "a\ufffe\uffff\U0001fffe\ufffdb",
    "header": "Hello\r\nBcc: h0stile@example.org\r\n\r\n<h0stile>",
    "sql": "'; DROP TABLE archive_record; -- \" OR ''='",
    "like": "%_\\%\\_[a-z]*?",
    "formula": '=HYPERLINK("http://h0stile.example","x")',
    "another formula": "@SUM(1+1)*cmd|' /C calc'!A0",
    "placeholders": "[[contact_name]] [[unsubscribe_link]] [[feedback_link]] [[nothing]] %5B%5Bcontact_name%5D%5D",
    "path": "../../etc/passwd\\..\\..\\con",
    "json": '{"__proto__": {"x": 1}, "a": [null, NaN]}',
    "surrogates": b"a\xed\xa0\x80b\xff\xfe\xc3(",
}
ACCEPTABLE = MARKUP | AWKWARD
CHARACTERS = {
    name: AWKWARD[name]
    for name in ("control characters", "emoji", "zero width", "separators", "not a character", "surrogates")
}
TYPED = CHARACTERS if ON_POSTGRES else ACCEPTABLE

NUL = "a\x00b"
LONG = "A megabyte of it. " * 58_300
NUMBERS = [
    "",
    "-1",
    "1.5",
    "NaN",
    "inf",
    "1e9",
    "0x10",
    "9" * 30,
    "9" * 5000,
    "2147483648",
    "9223372036854775808",
    "\u0663",
]
MOMENTS = [
    "",
    "0000-01-01T00:00",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "2026-02-30T10:00",
    "2026-03-29T02:30",
    "2026-03-06",
    "2026-03-06T10:00:00+99:00",
    "yesterday",
    "\u0662\u0660\u0662\u0666-03-06T10:00",
    "12026-03-06T10:00",
    "2026-13-01T25:61",
]
TIMES = ["", "24:00", "9", "-1:00", "09:60", "09:30:99", "noon", "\u0660\u0669:\u0663\u0660", "9" * 30]
CHOICES = ["", "nothing", "-1", "9" * 30, "1 OR 1=1", "None", "<h0stile>", "\u0663", "1.0", "[]"]
ADDRESSES = [
    "a@b\r\nBcc: h0stile@example.org",
    "a@" + "b" * 300 + ".example",
    "x" * 300 + "@example.org",
    '"<h0stile>"@example.org',
    "a@\u202eexample.org",
    "a b@example.org",
    "a@example.org, b@example.org",
    "<h0stile@example.org>",
]
LINKS = [
    "javascript:alert('h0stile')",
    "data:text/html,<h0stile>",
    "http://[",
    "http://a b",
    "https://example.org/" + "a" * 3000,
    'https://example.org/"><h0stile>',
    "//h0stile.example",
    "file:///etc/passwd",
]


BAD = {  # kind of field → what is wrong in it; `too_long` is added to texts
    "text": ["", NUL],
    "textarea": ["", NUL],
    "hidden": ["", "x", "-1", "9" * 30, "\x00", "NaN"],
    "number": NUMBERS,
    "datetime-local": [*MOMENTS, "\x00", LONG],
    "date": [*MOMENTS, "\x00"],
    "time": [*TIMES, "\x00"],
    "select": [*CHOICES, "\x00"],
    "radio": [*CHOICES, "\x00"],
    "checkbox": [*CHOICES, "\x00"],
    "email": [*ADDRESSES, "\x00", LONG],
    "url": [*LINKS, "\x00", LONG],
    "file": ["", "a text"],
}
# Too long, too large or too early for a column, or not to be held by one.
_MATTERS = {NUL, "\x00", LONG, "1e9", *NUMBERS[7:11], "0001-01-01T00:00", "9999-12-31T23:59", *ADDRESSES[1:3], LINKS[4]}


def too_long(most: int) -> str:
    """One character more than the field says it takes; a megabyte where it says nothing."""
    return LONG[: most + 1] if most else LONG


def bad(kind: str, most: int) -> list[str]:
    values = [value for value in BAD[kind] if value in _MATTERS] if ON_POSTGRES else BAD[kind]
    return [*values, too_long(most)] if kind in ("text", "textarea") else values
