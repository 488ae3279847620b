#!/usr/bin/env python3
"""End-to-end tests of the mekiki command: run.py --mekiki COMMAND [--quick] [--sanitized] [-j N] [NAME...]

Each module here that has a function run(t) is a group of cases; NAME chooses
groups, N of them run at a time. A module that says WAITS mostly waits, for time-outs
and slow peers: N + 1 of these run beside the others. A module that says ALONE measures
time or memory, or needs the machine for itself: without --sanitized it runs when the
others are done. One that says PLAIN tells nothing of a build with sanitizers: with
--sanitized it is left out. Prints what failed; the last line is `N passed, N failed, N skipped`.
"""

import argparse
import concurrent.futures
import contextlib
import importlib
import multiprocessing
import pathlib
import resource
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


def cpu_seconds():
    """What this process and its children that ended have used; a server that is still there is not in it."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def run_group(name, options, scratch):
    """(passed, failed, skipped) of one group."""
    module = importlib.import_module(name)
    t = Tester(options.mekiki, scratch, options.sanitized)
    t.quick = options.quick
    t.group = name
    started, worked = time.monotonic(), cpu_seconds()
    try:
        module.run(t)
    except Exception:  # a group that breaks off is a failure, not the end
        t.check("the group ran to its end", False, traceback.format_exc(limit=-3))
    seconds = time.monotonic() - started
    if seconds > options.told:
        print(f"{name}: {seconds:.0f} s, {cpu_seconds() - worked:.0f} s of processor")
    sys.stdout.flush()
    return t.passed, t.failed, t.skipped


def run_all(lots, options, scratch):
    """The sums of their counts; of each (lot, number) so many groups at a time."""
    fork = multiprocessing.get_context("fork")
    with contextlib.ExitStack() as stack:
        pools = [stack.enter_context(concurrent.futures.ProcessPoolExecutor(jobs, fork)) for _, jobs in lots]
        given = [pool.submit(run_group, name, options, scratch) for pool, (lot, _) in zip(pools, lots) for name in longest_first(lot)]
        counts = [g.result() for g in given]
    return [sum(c) for c in zip(*counts)] if counts else [0, 0, 0]


def longest_first(lot):
    """So that none is left over at the end."""
    return [name for _, name in sorted(lot, key=lambda row: (-row[0], row[1]))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mekiki", required=True)
    parser.add_argument("--quick", action="store_true", help="only the groups that say something of an installed copy")
    parser.add_argument("--sanitized", action="store_true", help="the command was built with sanitizers: no figures of memory or time")
    parser.add_argument("--told", type=float, default=LONG_SECONDS, metavar="SECONDS", help="groups that take longer are told with their times")
    parser.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="so many groups at a time")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()

    working, waiting, alone = [], [], []
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
        if options.sanitized and getattr(module, "PLAIN", False):
            continue
        by_itself = getattr(module, "ALONE", False) and not options.sanitized
        lot = alone if by_itself else waiting if getattr(module, "WAITS", False) else working
        lot.append((getattr(module, "LONG", 0), path.stem))

    with tempfile.TemporaryDirectory(prefix="mekiki-e2e-") as scratch:
        counts = [run_all([(waiting, options.jobs + 1), (working, options.jobs)], options, scratch),
                  run_all([(alone, 1)], options, scratch)]
    passed, failed, skipped = [sum(c) for c in zip(*counts)]
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
