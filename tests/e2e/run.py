#!/usr/bin/env python3
"""End-to-end tests of the mekiki command: run.py --mekiki COMMAND [--quick] [--sanitized] [NAME...]

Each module here that has a function run(t) is a group of cases; NAME chooses
groups. Prints what failed; the last line is `N passed, N failed, N skipped`.
"""

import argparse
import importlib
import pathlib
import sys
import tempfile
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

from harness import Tester  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mekiki", required=True)
    parser.add_argument("--quick", action="store_true", help="only the groups that say something of an installed copy")
    parser.add_argument("--sanitized", action="store_true", help="the command was built with sanitizers: no figures of memory or time")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()

    groups = []
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
        groups.append((path.stem, module))

    with tempfile.TemporaryDirectory(prefix="mekiki-e2e-") as scratch:
        t = Tester(options.mekiki, scratch, options.sanitized)
        t.quick = options.quick
        for name, module in groups:
            t.group = name
            try:
                module.run(t)
            except Exception:  # a group that breaks off is a failure, not the end
                t.check("the group ran to its end", False, traceback.format_exc(limit=-3))
    print(f"{t.passed} passed, {t.failed} failed, {t.skipped} skipped")
    return 1 if t.failed else 0


if __name__ == "__main__":
    sys.exit(main())
