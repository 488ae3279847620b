#!/usr/bin/env python3
"""Measure mekiki against the conformance suites and print a table.

usage: run.py --mekiki COMMAND --suites FOLDER [--list] [--failures N] [SUITE...]

Exit status 0 where every goal is met and every remaining failure has a reason in
deviations/, 1 otherwise. Nothing of the suites is part of the project.
"""

import argparse
import importlib
import pathlib
import sys
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

from framework import Broken, Context, Result, Skipped  # noqa: E402

OURS = {"run", "framework"}


def find_suites():
    suites = []
    for path in sorted(HERE.glob("*.py")):
        if path.stem in OURS or path.stem.startswith("_"):
            continue
        module = importlib.import_module(path.stem)
        suites.append(module)
    return suites


def read_deviations(name):
    """case -> reason. A line is `case | reason`; '#' starts a comment line."""
    path = HERE / "deviations" / f"{name}.txt"
    reasons = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            case, bar, reason = line.rpartition(" | ")
            if bar and reason.strip():
                reasons[case.strip()] = reason.strip()
    return reasons


class Row:
    def __init__(self, module, result, seconds):
        self.name, self.goal = module.NAME, module.GOAL
        self.result, self.seconds = result, seconds
        reasons = read_deviations(self.name)
        failed = {case.strip() for case, _ in result.failures}
        self.unexplained = [(c, w) for c, w in result.failures if c.strip() not in reasons]
        self.stale = sorted(set(reasons) - failed)

    @property
    def share(self):
        return 100.0 * self.result.passed / self.result.total if self.result.total else 0.0

    @property
    def met(self):
        return self.goal is None or (self.result.total > 0 and self.share >= self.goal)

    @property
    def good(self):
        return self.met and (self.goal is None or not self.unexplained)

    def print(self):
        goal = "-" if self.goal is None else f"{self.goal:g} %"
        met = "-" if self.goal is None else ("met" if self.met else "NOT MET")
        print(
            f"{self.name:<22} {self.result.total:>8} {self.result.passed:>8} {self.share:>8.2f} %"
            f" {goal:>8}  {met:<8} {len(self.unexplained):>11} {self.seconds:>7.1f} s",
            flush=True,
        )


def run_suite(module, ctx):
    started = time.monotonic()
    try:
        result = module.run(ctx)
    except Skipped as reason:
        print(f"{module.NAME:<22} not measured: {reason}", flush=True)
        return None
    except Broken as error:
        result = Result(1, 0, [("(the suite as a whole)", str(error))])
    except Exception:  # a suite's own fault must not hide the others
        result = Result(1, 0, [("(the suite as a whole)", traceback.format_exc(limit=-3).replace("\n", " / "))])
    return Row(module, result, time.monotonic() - started)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mekiki", required=True)
    parser.add_argument("--suites", required=True)
    parser.add_argument("--list", action="store_true", help="name the suites and stop")
    parser.add_argument("--failures", type=int, default=5, metavar="N", help="print so many unexplained failures of each suite")
    parser.add_argument("wanted", nargs="*", metavar="SUITE")
    options = parser.parse_args()

    suites = find_suites()
    known = {m.NAME for m in suites}
    if options.list:
        print("\n".join(sorted(known)))
        return 0
    unknown = set(options.wanted) - known
    if unknown:
        print(f"no such suite: {', '.join(sorted(unknown))}; there are: {', '.join(sorted(known))}", file=sys.stderr)
        return 2

    ctx = Context(options.mekiki, options.suites)
    rows = []
    print(f"{'suite':<22} {'cases':>8} {'passed':>8} {'share':>10} {'goal':>8}  {'':<8} {'unexplained':>11} {'time':>9}")
    for module in suites:
        if options.wanted and module.NAME not in options.wanted:
            continue
        row = run_suite(module, ctx)
        if row:
            row.print()
            rows.append(row)

    for row in rows:
        if row.result.notes:
            print(f"\n{row.name}")
            for note in row.result.notes:
                print(f"  {note}")
        if row.unexplained and options.failures:
            print(f"\n{row.name}: {len(row.unexplained)} failures without a written reason")
            for case, why in row.unexplained[: options.failures]:
                print(f"  {case}: {why}"[:400])
        if row.stale:
            print(f"\n{row.name}: deviations that pass by now (take them out): {', '.join(row.stale[:10])}")
    return 0 if all(row.good for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
