"""Checks a record that was exported: python3 check_export.py record-12.zip [digest it was cited by]. Needs only Python."""

import hashlib
import json
import sys
import zipfile


def sha256(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()


def check(path, cited=""):
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sums = dict(reversed(line.split("  ", 1)) for line in files.pop("SHA256SUMS").decode().strip("\n").split("\n"))
    changed = (name for name in {*files, *sums} if sums.get(name) != sha256(files.get(name, b"")))
    yield from (f"{name} is not what was exported" for name in sorted(changed))
    record = json.loads(files["record.json"])
    said = {name: files.get(f"record.{name}", b"").decode() for name in ("md", "txt", "html")}
    content = record.get("content")
    if content:
        salt, kept = content.pop("salt"), {sha256(files[name]) for name in files if name.startswith("attachments/")}
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if sha256(salt + text) != record["content_digest"] or kept - {row["digest"] for row in content["attachments"]}:
            yield "the words or the attachments are not what was filed"
        if content["text"] not in said["md"] or content["text"] != said["txt"] or content["html"] not in said["html"]:
            yield "record.md, record.txt or record.html says something else than record.json"
    parts = [record["previous_digest"], str(record["number"]), record["metadata"], record["content_digest"], ""]
    if record["metadata"] is not None and sha256("\n".join(parts)) != record["digest"]:
        yield "the record is not what was filed"
    if not record["digest"].startswith(cited):
        yield "the record is not the one that was cited"
    print(f"Record {record['number']}, digest {record['digest']}{'' if content else ', redacted'}")


if __name__ == "__main__":
    found = list(check(*sys.argv[1:]))
    sys.exit("\n".join(found) if found else print("It is as it was filed."))
