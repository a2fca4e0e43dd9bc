"""Files as they should not be: bytes lost, doubled and exchanged, and values of another kind than a format foresees."""

import copy
import json

from hypothesis import strategies as st

ODD = [
    None,
    True,
    5,
    -1.5,
    "",
    " ",
    "x",
    "0000-00-00",
    "9999-12-31T23:59:59-14:00",
    [],
    [[]],
    {},
    {"name": 7},
    "\ud800\x00",
]
ODD_LINES = [
    b"",
    b"---",
    b"date:",
    b"date: 2021-13-45T99:00",
    b"title: [",
    b"title: >-",
    b"affected: {",
    b"  - ",
    b"<!--",
    b"-->",
    b"[Initial message]",
    b"**9999-12-31 23:59:59**",
    b'<Update date="0001-01-01T00:00:00+14:00">',
    b"<Update>",
    b"</Update>",
    b"\xff\xfe\x00",
    b'"',
    b",,;,,",
    b"sep=;",
    b"From x Thu Jan  1 00:00:00 1970",
    b'Content-Type: multipart/mixed; boundary=""',
    b"Date: Thu, 99 Jan 99999 99:99:99 +9999",
    b"Content-Transfer-Encoding: base64",
    b"Subject: =?x?b?=?=",
    b"# ",
]


@st.composite
def mutated(draw, examples):
    data = draw(st.sampled_from(examples))
    for _ in range(draw(st.integers(1, 3))):
        data = draw(st.sampled_from([_bytes, _lines, _values]))(draw, data)
    return data


def _bytes(draw, data):
    first, last = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
    some = data[first:last]
    return draw(
        st.sampled_from(
            [
                data[:first] + data[last:],
                data[:last] + some + data[last:],
                data[:first] + some[::-1] + data[last:],
                data[:first] + draw(st.binary(max_size=6)) + data[first:],
            ]
        )
    )


def _lines(draw, data):
    lines = data.split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    lines[at : at + draw(st.integers(0, 1))] = draw(st.sampled_from([[line] for line in ODD_LINES] + [[]]))
    return b"\n".join(lines)


def _values(draw, data):
    """One value of a JSON document exchanged for an odd one, or left out; other files as they are."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return data
    places = list(_places(document))
    if not places:
        return data
    document = copy.deepcopy(document)
    *way, key = draw(st.sampled_from(places))
    holder = document
    for step in way:
        holder = holder[step]
    if draw(st.booleans()):
        holder[key] = draw(st.sampled_from(ODD))
    else:
        del holder[key]
    return json.dumps(document).encode()


def _places(value, way=()):
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*way, key)
        yield from _places(each, (*way, key))
