"""Says where the browser for the browser tests is; installs Debian's chromium where it is missing and may be installed."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    if any(shutil.which(name) for name in NAMES):
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("No browser found: installing Debian's chromium for the browser tests.", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-q"], check=True, **quiet)
        subprocess.run(["apt-get", "install", "-qy", "--no-install-recommends", "chromium"], check=True, **quiet)
        return 0
    print(
        "The browser tests need Chromium and none was found. Install it (Debian: apt-get install chromium) and run again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
