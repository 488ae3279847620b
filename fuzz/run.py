#!/usr/bin/env python3
"""Build the fuzz targets with clang and run them: run.py [--together] [--seed N] SECONDS [TARGET...]

With 0 SECONDS they are only built. Exit status 1 where any target found something;
the input is in build-fuzz/artefacts.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build-fuzz"
AT_A_TIME = 2
# No input of this size may take longer than this, even on a slow machine with
# sanitizers: readers are linear.
ONE_INPUT_SECONDS = 10
MEMORY_MB = 2048
LARGEST_INPUT = 65536
# Of what libFuzzer prints, the lines from which a finding can be had again.
SAYS_WHAT = re.compile(r"Assertion|ERROR:|runtime error|SUMMARY|^Base64:")
FINDINGS_TOLD = 40
# Targets that read whole mails also start from the specimens and worlds.
WHOLE_MAILS = {"dkim", "links", "smime", "message", "header", "mailbox", "inspect", "html-report"}


def build():
    environment = dict(os.environ, CC=os.environ.get("FUZZ_CC", "clang"))
    if not (BUILD / "build.ninja").exists():
        flags = "-fsanitize=fuzzer-no-link -gline-tables-only"
        subprocess.run(
            ["meson", "setup", str(BUILD), str(ROOT), "-Dfuzz=true", "-Doptimization=2", "-Dtests=disabled",
             "-Db_sanitize=address,undefined", "-Db_lundef=false", f"-Dc_args={flags}"],
            env=environment, check=True, stdout=subprocess.PIPE)
    done = subprocess.run(["ninja", "-C", str(BUILD)], env=environment, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(done.stdout)


def targets():
    return sorted(p.name.removeprefix("fuzz-") for p in BUILD.glob("fuzz-*") if p.is_file() and os.access(p, os.X_OK))


def dictionary(target):
    for path in ROOT.glob(f"src/*/{target}.dict"):
        return path
    return None


def run(target, seconds, seed):
    """(target, executions, failed, output)"""
    corpus = BUILD / "corpus" / target
    artefacts = BUILD / "artefacts" / target
    corpus.mkdir(parents=True, exist_ok=True)
    artefacts.mkdir(parents=True, exist_ok=True)
    command = [str(BUILD / f"fuzz-{target}"), str(corpus)]
    seeds = ROOT / "fuzz" / "corpus" / target
    if seeds.is_dir():
        command.append(str(seeds))
    if target in WHOLE_MAILS:
        command += [str(p) for p in (ROOT / "tests/specimens", ROOT / "tests/worlds") if p.is_dir()]
    command += [f"-max_total_time={seconds}", f"-timeout={ONE_INPUT_SECONDS}", f"-rss_limit_mb={MEMORY_MB}",
                f"-max_len={LARGEST_INPUT}", f"-artifact_prefix={artefacts}/", "-print_final_stats=1",
                f"-seed={seed}"]
    words = dictionary(target)
    if words:
        command.append(f"-dict={words}")
    environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=1:allocator_may_return_null=1",
                       UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1")
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors="replace")
    found = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stdout)
    return target, int(found.group(1)) if found else 0, done.returncode != 0, done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--together", action="store_true", help="all targets share SECONDS")
    parser.add_argument("--seed", type=int, default=0, metavar="N",
                        help="start the mutations from N, that a run can be had again; 0: from chance")
    parser.add_argument("seconds", type=int, metavar="SECONDS")
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    options = parser.parse_args()

    build()
    if options.seconds == 0:
        return 0
    known = targets()
    unknown = set(options.targets) - set(known)
    if unknown or not known:
        sys.exit(f"no such fuzz target: {', '.join(sorted(unknown))}; there are: {', '.join(known)}")
    wanted = options.targets or known
    seconds = options.seconds
    if options.together:
        seconds = max(1, options.seconds * min(AT_A_TIME, len(wanted)) // len(wanted))

    failed = 0
    total = 0
    findings = []
    print(f"{'target':<20} {'executions':>12} {'seconds':>8}")
    with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
        for target, executions, bad, output in pool.map(lambda t: run(t, seconds, options.seed), wanted):
            total += executions
            failed += bad
            print(f"{target:<20} {executions:>12,} {seconds:>8}  {'FOUND SOMETHING' if bad else 'nothing found'}", flush=True)
            if bad:
                print("\n".join(output.splitlines()[-60:]))
                findings += [f"{target}: {line}" for line in output.splitlines() if SAYS_WHAT.search(line)]
    print("\n".join(findings[:FINDINGS_TOLD]))
    print(f"fuzz: {len(wanted)} targets, {total:,} executions, {failed} with a finding")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
