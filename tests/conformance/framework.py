"""What a conformance suite may use: the command under test and the folder of suites.

A suite is a module in this folder with

    NAME = "received"           # as in `script/conformance received`
    GOAL = 97                   # percent that must pass, or None: figures only
    def run(ctx): return Result(total, passed, failures=[(case, why), ...])

The case names must be stable: `deviations/NAME.txt` holds the cases that do not
pass and never will, or not yet, one `case | reason` a line. A failure without a
reason there is counted as unexplained.
"""

import dataclasses
import json
import os
import pathlib
import subprocess
import tempfile

BATCH = 400  # files named on one command line


class Broken(Exception):
    """The command did not keep its contract, so nothing can be measured."""


class Skipped(Exception):
    """What the suite compares with is not on this machine."""


@dataclasses.dataclass
class Result:
    total: int
    passed: int
    failures: list = dataclasses.field(default_factory=list)  # (case, why)
    notes: list = dataclasses.field(default_factory=list)  # lines printed below the table


class Tally:
    """Counts cases: tally.case(name, ok, why); tally.result()."""

    def __init__(self):
        self.total = self.passed = 0
        self.failures = []
        self.notes = []

    def case(self, name, ok, why=""):
        self.total += 1
        if ok:
            self.passed += 1
        else:
            self.failures.append((str(name), str(why)))
        return bool(ok)

    def result(self):
        return Result(self.total, self.passed, self.failures, self.notes)


class Context:
    def __init__(self, mekiki, suites):
        self.mekiki = pathlib.Path(mekiki).resolve()
        self.suites = pathlib.Path(suites).resolve()
        self._inspected = {}
        # A suite must not depend on who runs it.
        self.environment = dict(os.environ, LC_ALL="C.UTF-8", HOME="/nonexistent", TZ="UTC")

    def folder(self, name):
        """The folder of one suite, as pathlib.Path."""
        path = self.suites / name
        if not path.is_dir():
            raise Broken(f"no suite folder {path}")
        return path

    def files(self, name, pattern="*"):
        """Files of a suite in byte order of their paths, its README left out."""
        found = [p for p in self.folder(name).rglob(pattern) if p.is_file() and p.name != "README.md"]
        return sorted(found, key=lambda p: os.fsencode(str(p)))

    def command(self, args, stdin=b"", timeout=600):
        """Run mekiki; returns subprocess.CompletedProcess with bytes."""
        return subprocess.run(
            [str(self.mekiki), *[str(a) for a in args]],
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment,
            timeout=timeout,
        )

    def inspect(self, files, *options):
        """`mekiki inspect --format json` on files; one report a file, in their order."""
        key = (tuple(map(str, files)), options)
        if key not in self._inspected:
            reports = []
            for start in range(0, len(files), BATCH):
                batch = files[start : start + BATCH]
                done = self.command(["inspect", "--format", "json", *options, "--", *batch])
                reports += self.lines(done, len(batch), "inspect")
            self._inspected[key] = reports
        return self._inspected[key]

    def inspect_boxes(self, files, *options):
        """The same where a file may hold several messages: a list of reports for each file."""
        boxes = {str(f): [] for f in files}
        for start in range(0, len(files), BATCH):
            batch = files[start : start + BATCH]
            done = self.command(["inspect", "--format", "json", *options, "--", *batch])
            for report in self.lines(done, None, "inspect"):
                name = report["input"]["name"]
                box = name if name in boxes else name.rpartition("#")[0]
                if box not in boxes:
                    raise Broken(f"inspect: a report for {name}, which was not asked for")
                boxes[box].append(report)
        empty = [name for name, reports in boxes.items() if not reports]
        if empty:
            raise Broken(f"inspect: no report for {empty[0]}")
        return list(boxes.values())

    def inspect_bytes(self, mails, *options):
        """The same for messages held in memory: a list of bytes, one report each."""
        with tempfile.TemporaryDirectory(prefix="mekiki-conformance-") as folder:
            files = []
            for n, mail in enumerate(mails):
                path = pathlib.Path(folder) / f"{n:06d}.eml"
                path.write_bytes(mail)
                files.append(path)
            return self.inspect(files, *options)

    def extract(self, file, part, *options):
        """The decoded bytes of one part."""
        done = self.command(["extract", *options, file, part])
        if done.returncode != 0:
            raise Broken(f"extract {file} {part}: {done.stderr.decode('utf-8', 'replace').strip()}")
        return done.stdout

    def read(self, kind, values, *options):
        """`mekiki read KIND --json` on many values (str, or dicts of the kind); one object each, in order."""
        lines = []
        for value in values:
            lines.append(json.dumps(value if isinstance(value, dict) else {"input": value}))
        done = self.command(
            ["read", kind, "--json", *options], stdin=("\n".join(lines) + "\n").encode("utf-8")
        )
        return self.lines(done, len(lines), f"read {kind}")

    def lines(self, done, expected, what):
        said = done.stderr.decode("utf-8", "replace").strip()
        lines = done.stdout.decode("utf-8").split("\n")
        if lines and lines[-1] == "":
            lines.pop()
        if expected is not None and len(lines) != expected:
            raise Broken(f"{what}: {len(lines)} lines for {expected} inputs, status {done.returncode}: {said[-400:]}")
        try:
            return [json.loads(line) for line in lines]
        except ValueError as error:
            raise Broken(f"{what}: a line is not JSON: {error}") from error


def squeeze(text):
    """White space joined, for comparing texts as people read them."""
    return " ".join((text or "").split())
