"""Passwords, keys and tokens: by the shape their makers gave them, or by what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communications.checks.context import Context
from communications.checks.disclosure.found import Found
from communications.checks.disclosure.view import View
from communications.checks.places import heads
from communications.checks.words.lists import set_of

_SHAPES = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(?:AKIA|ASIA|AROA|AIDA|AGPA)[A-Z0-9]{12,20}"
    r"|gh[pousr]_[A-Za-z0-9_-]{16,255}|github_pat_[A-Za-z0-9_]{16,255}"
    r"|glpat-[\w-]{10,64}|glptt-[\w-]{10,64}"
    r"|xox[abeoprs]-[A-Za-z0-9-]{8,255}|xapp-[A-Za-z0-9-]{8,255}"
    r"|[srp]k_(?:live|test|prod)_[A-Za-z0-9_-]{6,255}|whsec_[A-Za-z0-9_-]{8,255}"
    r"|sk-[A-Za-z0-9_-]{16,255}"
    r"|AIza[\w-]{20,60}|ya29\.[\w.-]{10,255}"
    r"|SG\.[\w-]{6,64}\.[\w-]{6,64}"
    r"|npm_[A-Za-z0-9]{16,64}|pypi-[\w-]{16,255}|dop_v1_[a-f0-9]{16,64}|hv[sb]\.[\w-]{12,255}|shpat_[\w-]{12,64}"
    r"|key-[0-9a-f]{24,40}|dckr_pat_[\w-]{12,64}|NRAK-[A-Z0-9]{16,40}|lin_api_\w{16,64}|sq0[a-z]{3}-[\w-]{12,64}"
    r"|eyJ[\w-]{5,1000}\.[\w-]{5,4000}(?:\.[\w-]{2,1000})?"
    r"|AccountKey=[A-Za-z0-9+/=]{8,200}"
    r")"
)
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]{0,40}(?:PRIVATE KEY|CERTIFICATE|MESSAGE)[A-Z ]{0,20}-----")
_PUBLIC_KEY = re.compile(r"\bssh-(?:rsa|ed25519|dss) AAAA[A-Za-z0-9+/=]{12,2000}")
_KEY_END = "-----END "
_IN_ADDRESS = re.compile(
    r"(?<![^\W_])[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s/:@<>\"'`]{1,100}:[^\s/@<>\"'`]{1,200}@[\w.\[\]:-]+(?:/[^\s<>\"'`)]*+)?"
)
_HOOK = re.compile(
    r"https://(?:hooks\.slack\.com/(?:services|workflows)|discord(?:app)?\.com/api/webhooks|[\w-]+\.webhook\.office\.com/webhookb2)/[^\s<>\"'`)]+"
)
# A key within a word: "キーAKIA…"
_AFTER_FOREIGN = re.compile(r"[^\W_\x00-\x7f](?=[A-Za-z0-9])")
# Which words each can begin with.
_SHAPED = (
    (
        _SHAPES,
        heads(
            "akia asia aroa aida agpa ghp gho ghu ghs ghr github glpat glptt xoxa xapp sk rk pk whsec aiza ya29 sg npm pypi dop hvs hvb shpat key "
            "dckr nrak lin sq0 eyj accountkey"
        ),
    ),
    (_PUBLIC_KEY, heads("ssh")),
    (_HOOK, heads("https")),
)
_BEARER = re.compile(
    r"(?:\bAuthorization: ?)?(?<![^\W_])(?:Bearer|Basic|Token) (?P<value>[A-Za-z0-9._~+/=-]{12,4000}+)"
)
# One of these words, or one that ends so, stands in each of what is told by words.
_KEYWORDS = set_of(
    "pass pwd pw recovery credential credentials creds log login logins sig signature community pin pins"
)
_KEYWORD_ENDS = (
    "password", "passphrase", "passcode", "passwd", "passwort", "secret", "secrets", "token", "tokens", "key", "keys",
)  # fmt: skip
_CODES = set_of("pin pins passcode passcodes code codes combination")
_SERVICE_ACCOUNT = frozenset(["svc"])
_USERS = set_of(
    "admin root administrator sysadmin superuser sa sys guest postgres service operator tech support test demo deploy ubuntu oracle user"
)
_WORD = (
    r"(?:[A-Za-z0-9]{1,30}[_-]){0,4}(?:[A-Za-z]{0,12}pass(?:word|phrase|code|wd|wort)|pass(?==)|pwd|pw|secrets?|tokens?|api[ _-]?keys?|access[ _-]?keys?|secret[ _-]?keys?|"
    r"private[ _-]?keys?|signing[ _-]?keys?|encryption[ _-]?keys?|licen[cs]e[ _-]?keys?|shared[ _-]?keys?|master[ _-]?keys?|ssh[ _-]?keys?|account[ _-]?keys?|"
    r"storage[ _-]?keys?|recovery[ _-]?(?:codes?|keys?)|credentials?|creds|log-?ins?|x-api-key|api[ _-]?tokens?|webhook[ _-]?secrets?|client[ _-]?secrets?|"
    r"community string|sig|signature|x-amz-signature|auth[ _-]?keys?|apikey|old keys?|new keys?|the keys?|a keys?)"
)
_AFTER_WORD = re.compile(
    rf"(?<![^\W_]){_WORD}(?![^\W_])(?P<between>[\"'`]?(?:[\s,;:=(>\"'`-]|\b(?:it|that|which|was|is|are|were|still|had|been|has|being|set|to|of|named|called|reads?|value|string|"
    r"default|all|always|this|time|for|the|a|an|namely|simply|just|then|user|both|i\.e\.|remained|stayed|became|with|plain|same|old|new|even)\b){0,14})"
    r"(?P<value>[^\s\"'`<>(),;\[\]{}]{4,400})",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    rf"(?<![^\W_]){_WORD}(?![^\W_])(?P<between>(?: [^\W_]{{1,15}}){{1,4}} \([\"'`]?)(?P<value>[^\s\"'`<>(),;]{{6,100}})(?=[\"'`]?\))",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"(?<![^\W_])(?:(?:[A-Za-z0-9]{1,30}_){0,4}(?:password|passphrase|passcode|passwort|passwd|pwd|api[ _-]?key|api[ _-]?token|access[ _-]?key|secret[ _-]?key|client[ _-]?secret|shared secret|"
    r"secret|token|private[ _-]?key|pin|credentials|log-?in|key))(?![^\W_])"
    r"(?P<between>[ ]?(?:[=:(,]|is|was|has been|had been|were|still|set to|of|simply|namely|it was|which was|which is|remained|with|the|word|code|to|for|all|both|for all|been|since|on every \w+){0,1}(?:[ (]{0,2}(?:is|was|still|been|set to|simply|namely|called){0,1}){0,3}[ (]{0,2})"
    r"(?P<quote>[\"“„'`])(?P<value>[^\"”“'`\n<>\[\]]{4,120})[\"”“'`]",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![^\W_])(?:PINs?|pass ?codes?|access codes?|door codes?|gate codes?|entry codes?|unlock codes?|alarm codes?|safe codes?|master codes?|service codes?|key codes?|"
    r"security codes?|override codes?|admin(?:istrator)? codes?|disarm codes?|lock codes?|combination|(?:unlock|open|disarm)(?:ed|s)? (?:\w{1,12} ){0,3}(?:with|by) (?:the )?code)(?![^\W_])(?:[\s:=(\"'`,]|\b(?:is|was|it|of|still|to|the|number|code|safe|lock|door|gate|set|has|had|been|always|default|remained)\b){1,8}(?P<value>\d[\d-]{2,8}\d#?)(?![\w.]\w|\w|\s*(?:digits?|numbers?|characters?|times|customers|users|times|hours|minutes|%))",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"(?<![\w/.:@-])(?:admin|root|administrator|sysadmin|superuser|sa|sys|guest|postgres|service|operator|tech|support|test|demo|deploy|ubuntu|oracle|user|svc[\w-]{1,20})"
    r"(?P<between> ?[/:] ?| \+ )(?P<value>[^\s/,;:()<>\"'`]{4,60})",
    re.IGNORECASE,
)
_POOR = set_of("admin password changeme letmein welcome secret default toor guest toor qwerty passw0rd administrator")
_HOLDER = re.compile(r"\*{3}|•|…|\.{3}|xxx|\[|redacted|removed|your|example\.com|placeholder", re.IGNORECASE)
_NOT_SECRET = re.compile(
    r"(?:\d{1,4}(?:st|nd|rd|th|h|hrs?|min|s|d|x|am|pm|%|k|-?bit|-?digit|-?character|-?char|-?day|-?hour|-?minute|-?step|-?factor|-?year|-?letter)s?"
    r"|(?:sha|aes|rsa|md|base|oauth|ipv|http|tls|psd|utf|iso|rfc|ecdsa|hmac|bcrypt|saml|oidc|fido|usb|wpa|totp|v)[-_]?\d[\w.-]*"
    r"|[\d.,:/+-]+(?:am|pm|utc|z)?|\d{4}-\d\d-\d\d.*|[a-z]+-\d|\d+-[a-z]+(?:-[a-z]+)*|https?://.*|/.*|[\w.+-]+@[\w.-]+\.\w+|no\.?\d+|(?-i:[A-Z]{2,6}-\d{1,6}|[A-Z]\d{1,4}|[A-Z]+(?:_[A-Z]+)*))\Z",
    re.IGNORECASE,
)
_CHECKSUM = re.compile(r"(?:checksum|sha-?\d+|md5|fingerprint|hash|digest)[^.]{0,30}\Z", re.IGNORECASE)


def find(view: View, context: Context) -> Iterator[Found]:
    text = view.text
    is_plain = not _AFTER_FOREIGN.search(text)
    for pattern, begins in _SHAPED:
        keys = view.begun(pattern, view.headed(begins)) if is_plain else pattern.finditer(text)
        yield from (Found("secret", *found.span()) for found in keys)
    for found in view.matches(_IN_ADDRESS, ("://",), 22, 400):
        if not _HOLDER.search(found[0]):
            yield Found("secret", *found.span())
    yield from _private_keys(text)
    for found in view.matches(_BEARER, ("bearer ", "basic ", "token "), 16, 4100):
        if _is_secret(found["value"]):
            yield Found("secret", *found.span())
    for found in _told(view):
        if _is_told(found.re, found):
            start = found.start("value")
            yield Found("secret", start, start + len(found["value"].rstrip(".:!?")))


def _told(view: View) -> Iterator[re.Match[str]]:
    keywords = view.told_by(_KEYWORDS, _KEYWORD_ENDS)
    for pattern in (_AFTER_WORD, _IN_BRACKETS, _QUOTED):
        yield from view.near(pattern, keywords, 40, 260)
    yield from view.near(_NUMBER, view.told_by(_CODES), 40, 260)
    yield from view.begun(_PAIR, sorted({*view.told_by(_USERS), *view.headed(_SERVICE_ACCOUNT)}))


def _private_keys(text: str) -> Iterator[Found]:
    past = 0
    for found in _PRIVATE_KEY.finditer(text):
        if found.start() < past or "PRIVATE" not in found[0]:
            continue
        closing = text.find(_KEY_END, found.end())
        end = text.find("-----", closing + len(_KEY_END)) if closing >= 0 else -1
        past = end + 5 if end >= 0 else found.end()
        yield Found("secret", found.start(), past)


def _is_told(pattern: re.Pattern[str], found: re.Match[str]) -> bool:
    value = found["value"].rstrip(".:!?")
    if _HOLDER.search(value):
        return False
    if pattern is _NUMBER:
        return not re.fullmatch(r"(?:19|20)\d\d", value)
    if pattern is _QUOTED:
        return _is_quoted_secret(found, value)
    if pattern is _PAIR:
        return value.lower() in _POOR or (_is_mixed(value) and _is_secret(value))
    if not found["between"].strip() and not found["between"]:
        return False
    if _CHECKSUM.search(found.string, max(0, found.start() - 40), found.start("value")):
        return False
    if value.lower() in _POOR and found["between"].strip(" \"'`") in ("=", ":"):
        return True
    joined = "=" in found["between"]
    return _is_secret(value, joined)


def _is_quoted_secret(found: re.Match[str], value: str) -> bool:
    """The passphrase "correct battery", but not: the token "bucket" or a page called "Password reset"."""
    word = re.split(r"[\s=:(]", found[0])[0].lower()
    told = found["between"].strip(" (")
    if " " in value:
        return word.endswith(("passphrase", "password", "passwort")) and not value[0].isupper() and len(value) < 60
    if _is_mixed(value) or value.lower() in _POOR:
        return True
    return (
        bool(told)
        and len(value) >= 5
        and word.endswith(("password", "passphrase", "passcode", "passwort", "pwd", "passwd"))
    )


def _is_mixed(value: str) -> bool:
    letters, digits = any(one.isalpha() for one in value), any(one.isdigit() for one in value)
    marks = any(one in "!$%^&*~#+=@?_" for one in value[:-1])
    return (letters and digits) or (letters and marks and len(value) >= 6)


def _is_secret(value: str, joined: bool = False) -> bool:
    value = value.rstrip(".:!?")
    if _HOLDER.search(value) or _NOT_SECRET.match(value):
        return False
    if joined and len(value) >= 6 and not value.startswith(("$", "%", "{")):
        return _is_mixed(value) or len(value) >= 16 or value.lower() in _POOR
    if len(value) < 6:
        return False
    letters, digits = any(one.isalpha() for one in value), any(one.isdigit() for one in value)
    if letters and digits:
        return True
    return letters and len(value) >= 8 and sum(one in "!$%^&*~#+=@?_" for one in value) >= 1 and "/" not in value
