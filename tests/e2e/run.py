#!/usr/bin/env python3
"""End-to-end tests of the mekiki command: run.py --mekiki COMMAND [--quick] [--sanitized] [-j N] [NAME...]

Each module here that has a function run(t) is a group of cases; NAME chooses
groups, N of them run at a time. A module that says ALONE measures time or
memory, or needs the machine for itself: without --sanitized it runs when the
others are done. Prints what failed; the last line is
`N passed, N failed, N skipped`.
"""

import argparse
import concurrent.futures
import importlib
import multiprocessing
import pathlib
import sys
import tempfile
import time
import traceback

# Groups that take longer are told with their time: they decide how long it all takes.
LONG_SECONDS = 20
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

from harness import Tester  # noqa: E402


def run_group(name, options, scratch):
    """(passed, failed, skipped) of one group."""
    module = importlib.import_module(name)
    t = Tester(options.mekiki, scratch, options.sanitized)
    t.quick = options.quick
    t.group = name
    started = time.monotonic()
    try:
        module.run(t)
    except Exception:  # a group that breaks off is a failure, not the end
        t.check("the group ran to its end", False, traceback.format_exc(limit=-3))
    seconds = time.monotonic() - started
    if seconds > LONG_SECONDS:
        print(f"{name}: {seconds:.0f} s")
    sys.stdout.flush()
    return t.passed, t.failed, t.skipped


def run_all(names, options, scratch):
    """The sums of their counts; each group has a process of its own."""
    fork = multiprocessing.get_context("fork")
    with concurrent.futures.ProcessPoolExecutor(options.jobs, fork) as pool:
        counts = list(pool.map(run_group, names, [options] * len(names), [scratch] * len(names)))
    return [sum(c) for c in zip(*counts)] if counts else [0, 0, 0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mekiki", required=True)
    parser.add_argument("--quick", action="store_true", help="only the groups that say something of an installed copy")
    parser.add_argument("--sanitized", action="store_true", help="the command was built with sanitizers: no figures of memory or time")
    parser.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="so many groups at a time")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()

    together, alone = [], []
    for path in sorted(HERE.glob("*.py")):
        if path.stem in ("run", "harness"):
            continue
        if options.names and path.stem not in options.names:
            continue
        module = importlib.import_module(path.stem)
        if not hasattr(module, "run"):  # what others import
            continue
        if options.quick and not getattr(module, "QUICK", False):
            continue
        by_itself = getattr(module, "ALONE", False) and not options.sanitized
        (alone if by_itself else together).append((getattr(module, "LONG", 0), path.stem))

    # The longest begin first, so that none is left over at the end.
    names = [name for _, name in sorted(together, key=lambda row: (-row[0], row[1]))]
    with tempfile.TemporaryDirectory(prefix="mekiki-e2e-") as scratch:
        counts = [run_all(names, options, scratch)]
        options.jobs = 1
        counts.append(run_all([name for _, name in alone], options, scratch))
    passed, failed, skipped = [sum(c) for c in zip(*counts)]
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
