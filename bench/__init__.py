"""Measurements: `make bench`, or `python -m bench [NAMES] [--contacts 2000 …]`. docs/performance.md says what they mean.

Each thing is measured against a baseline in the same run, so that the ratio means something on any machine. One module per
thing; each is a function `measure(sizes)` that yields figures, run in a process and on a database of its own.
"""
