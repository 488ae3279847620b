"""What the end-to-end cases use: running the command, counting, looking."""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORLDS = ROOT / "tests/worlds"
SPECIMENS = ROOT / "tests/specimens"

# What a sanitizer or a dying worker would leave behind.
ALARM = re.compile(r"AddressSanitizer|LeakSanitizer|runtime error:|UndefinedBehavior")


@dataclasses.dataclass
class Done:
    status: int
    out: bytes
    err: bytes

    @property
    def text(self):
        return self.out.decode("utf-8")

    @property
    def errors(self):
        return self.err.decode("utf-8", "replace")

    @property
    def reports(self):
        return [json.loads(line) for line in self.text.splitlines()]

    @property
    def report(self):
        (only,) = self.reports
        return only


class Tester:
    def __init__(self, mekiki, scratch, sanitized):
        self.command = str(pathlib.Path(mekiki).resolve())
        self.scratch = pathlib.Path(scratch)
        self.sanitized = sanitized
        self.group = ""
        self.passed = self.failed = self.skipped = 0

    # --- counting
    def check(self, name, ok, why=""):
        if ok:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {self.group}: {name}: {str(why)[:1500]}", flush=True)
        return bool(ok)

    def equal(self, name, got, want):
        return self.check(name, got == want, f"got {got!r}, want {want!r}")

    def skip(self, name, why):
        self.skipped += 1
        print(f"skipped {self.group}: {name}: {why}", flush=True)

    # --- running
    def mekiki(self, *args, stdin=b"", env=None, timeout=300, wrap=(), cwd=None):
        environment = {k: v for k, v in os.environ.items() if k not in ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR")}
        environment.update({"LC_ALL": "C.UTF-8", "HOME": str(self.scratch), "XDG_CONFIG_HOME": str(self.scratch)})
        environment.update(env or {})
        done = subprocess.run([*wrap, self.command, *[str(a) for a in args]], input=stdin, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=environment, timeout=timeout, cwd=cwd)
        result = Done(done.returncode, done.stdout, done.stderr)
        alarm = ALARM.search(result.errors)
        if alarm:
            self.check(f"no sanitizer report: mekiki {' '.join(map(str, args))[:200]}", False, result.errors)
        return result

    def inspect(self, *args, **options):
        return self.mekiki("inspect", "--format", "json", *args, **options)

    @property
    def nowhere(self):
        """Options with which mekiki connects to nobody but the resolver."""
        return ["--connect-map", self.file("connect-map-nowhere", b"# nobody\n")]

    # --- things to look at
    def file(self, name, content):
        path = self.scratch / self.group / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def folder(self, name):
        path = self.scratch / self.group / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path


MAIL = b"""Return-Path: <ann@sender.example>
Received: from mail.sender.example (mail.sender.example [198.51.100.7])
\tby mx.example.jp (Postfix) with ESMTPS id 1A2B3C
\tfor <rcpt@example.jp>; Tue, 7 Mar 2023 10:00:02 +0900 (JST)
Date: Tue, 07 Mar 2023 10:00:00 +0900
From: Ann Sender <ann@sender.example>
To: rcpt@example.jp
Subject: Minutes of yesterday
Message-ID: <20230307100000.1@sender.example>
MIME-Version: 1.0
Content-Type: text/plain; charset="us-ascii"

Dear all, the minutes are in the usual place.
"""


def mail(n, **fields):
    """A plain mail, told apart by its subject; fields replace or add header fields."""
    head, body = MAIL.decode().split("\n\n", 1)
    head = head.replace("Minutes of yesterday", f"Minutes {n}")
    for name, value in fields.items():
        name = name.replace("_", "-")
        head, found = re.subn(rf"(?m)^{name}: .*$", lambda _: f"{name}: {value}", head)
        if not found:
            head += f"\n{name}: {value}"
    return (head + "\n\n" + body).encode()


def ids(report):
    return {finding["id"] for finding in report["findings"]}


def namespace():
    """A command prefix that takes all network interfaces away, or None."""
    for wrap in (["unshare", "-n"], ["unshare", "-rn"]):
        if shutil.which("unshare") and subprocess.run([*wrap, "true"], stderr=subprocess.DEVNULL).returncode == 0:
            return wrap
    return None
