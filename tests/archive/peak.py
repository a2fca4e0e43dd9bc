"""Reads what an import would, in a process of its own, and says how much memory that took beside what was there before."""

import json
import os
import resource
import sys
from pathlib import Path

import django


def peak_mb():
    """Of this process alone. What getrusage says begins at that of the process which started it, hence /proc where it is."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) >> 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "postincident.settings"
    django.setup()
    from archive.importers.found import Problem
    from archive.management.commands.import_history import _files, _opened
    from archive.verbs.reading import read_files

    before, problems, messages = peak_mb(), [], 0
    for one in read_files(_opened(_files([Path(sys.argv[1])]))):
        if isinstance(one, Problem):
            problems = [*problems[:2], one.sentence]
        else:
            messages += len(one.updates)
    sys.stdout.write(json.dumps({"grown": peak_mb() - before, "problems": problems, "messages": messages}))
