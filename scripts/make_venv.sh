#!/usr/bin/env bash
# Makes .venv with Python 3.13 where there is none, and installs the given pins into it.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -x .venv/bin/python ]; then
  for candidate in python3.13 python3 python; do
    if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null; then
      python=$candidate
      break
    fi
  done
  if [ -z "${python:-}" ]; then
    echo "Postincident needs Python 3.13, and none was found on PATH. Install it (with pyenv, uv or your system's packages) and try again." >&2
    exit 1
  fi
  echo "Making .venv with $("$python" --version)"
  "$python" -m venv .venv
fi
echo "Installing $1"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$1"
