"""Checks an export: python3 check_export.py FILE.zip [digest a record was cited by]. Needs only Python, 3.11 or newer."""

import json
import sys
from hashlib import file_digest, sha256
from zipfile import ZipFile

files, cited, digests, attached = ZipFile(sys.argv[1]), "".join(sys.argv[2:]), {0: "0" * 64}, set()
sums = dict(reversed(line.split("  ", 1)) for line in files.read("SHA256SUMS").decode().strip("\n").split("\n"))
found = {name: file_digest(files.open(name), "sha256").hexdigest() for name in {*files.namelist()} - {"SHA256SUMS"}}
wrong = [f"{name} is not what was exported" for name in sorted(found | sums) if found.get(name) != sums.get(name)]
for record in map(json.loads, files.open("records.jsonl")):
    number, before, content = record["number"], record["previous_digest"], record.get("content")
    parts = (before, str(number), record["metadata"] or "", record["content_digest"], "")
    made = sha256("\n".join(parts).encode()).hexdigest() if content or record["metadata"] else record["digest"]
    wrong += [f"record {number} is not what was filed"] * (made != record["digest"])
    wrong += [f"record {number} does not follow the one before it"] * (digests.get(number - 1, before) != before)
    digests[number] = record["digest"]
    if content:
        said = content.pop("salt") + json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        wrong += [f"record {number} has other words"] * (sha256(said.encode()).hexdigest() != record["content_digest"])
        attached |= {row["digest"] for row in content["attachments"]}
        for name, words in ((f"records/{number}.md", content["text"]), (f"records/{number}.html", content["html"])):
            wrong += [f"{name} says something else"] * (name in found and words not in files.read(name).decode())
wrong += [f"{name} went with no record" for name in found if "attachments/" in name and found[name] not in attached]
head = json.loads(files.read("head.json"))
wrong += ["the head is another"] * (digests.get(head["number"], head["digest"]) != head["digest"])
wrong += ["no record was cited by that digest"] * (not any(one.startswith(cited) for one in digests.values()))
print(f"{len(digests) - 1} records. Head at {head['at']}: record {head['number']}, digest {head['digest']}")
sys.exit("\n".join(wrong) or print("All is as it was filed."))
