"""Several workers: order, a worker that dies, one that hangs, mailboxes, a reader that goes away."""

import os
import subprocess
import time

from harness import MAIL, mail

ALONE = True  # workers that hang are told by their time


def failing(how, n=0):
    return mail(f"{how} {n}", X_Mekiki_Test=how)


def run(t):
    order(t)
    mailboxes(t)
    ends(t)
    if t.inspect("-", stdin=failing("exit")).report["input"]["death"] is None:
        t.skip("workers that fail", "built without -Dtest_hooks=true")
        return
    deaths(t)


def order(t):
    # Long and short ones in turn, so that later ones are done earlier.
    files = [t.file(f"order/{n:03d}.eml", mail(n) + b"x" * (400_000 if n % 7 == 0 else 10)) for n in range(120)]
    for jobs in ("1", "2", "5"):
        got = [r["message"]["subject"] for r in t.inspect("-j", jobs, *files).reports]
        t.equal(f"-j {jobs}: in order", got, [f"Minutes {n}" for n in range(120)])


def mailboxes(t):
    one = b"From a@sender.example Tue Mar  7 10:00:00 2023\n"
    box = t.file("big.mbox", b"".join(one + mail(n) + b"\n" for n in range(1000)))
    after = t.file("after.eml", mail("after"))
    done = t.inspect("-j", "3", box, after, box)
    names = [r["input"]["name"] for r in done.reports]
    want = [f"{box}#{n}" for n in range(1, 1001)]
    t.equal("a mailbox, a mail, the mailbox again", names, want + [str(after)] + want)
    subjects = [r["message"]["subject"] for r in done.reports[:1000]]
    t.equal("each message of the mailbox once", subjects, [f"Minutes {n}" for n in range(1000)])
    first = mail("first") + b"y" * 200_000 + b"\n\n"
    box = t.file("long-first.mbox", one + first + one + mail("second"))
    t.equal("a first message longer than any window", [r["message"]["subject"] for r in t.inspect(box).reports], ["Minutes first", "Minutes second"])
    single = t.file("single.mbox", one + first)
    t.equal("one long mail behind a From line is no mailbox", [r["input"]["name"] for r in t.inspect(single).reports], [str(single)])


def ends(t):
    files = [t.file(f"pipe/{n:03d}.eml", mail(n)) for n in range(200)]
    process = subprocess.Popen([t.command, "inspect", "--format", "json", *map(str, files)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.wait(timeout=60)
    t.equal("a reader that goes away: no complaint", errors, b"")

    out = t.file("report.json", b"old")
    t.inspect("-o", out, t.scratch / "missing")
    t.check("-o replaces a file", out.read_bytes() != b"old")
    itself = t.file("itself.eml", MAIL)
    t.inspect("-o", itself, itself)
    t.check("-o onto the mail itself: it was read first", b"Minutes of yesterday" in itself.read_bytes())
    left = [p for p in os.listdir(itself.parent) if p.startswith("itself.eml.") or p.startswith("report.json.")]
    t.equal("nothing unfinished is left behind", left, [])
    full = t.mekiki("inspect", "-o", "/dev/full", itself)
    t.equal("a disk that is full", full.status, 2)


def deaths(t):
    mails = [mail(n) for n in range(60)]
    where = {7: "crash", 8: "exit", 20: "open", 33: "always-crash", 34: "always-exit"}
    for n, how in where.items():
        mails[n] = failing(how, n)
    files = [t.file(f"deaths/{n:02d}.eml", m) for n, m in enumerate(mails)]
    for jobs in ("1", "2"):
        reports = t.inspect("-j", jobs, *files).reports
        if not t.equal(f"-j {jobs}: a line each", len(reports), len(files)):
            continue
        dead = {n for n, r in enumerate(reports) if r["input"]["death"]}
        # Under a sanitizer, opening a file is refused instead of ending the worker.
        expected = set(where) - ({20} if t.sanitized else set())
        t.equal(f"-j {jobs}: only those that fail are lost", dead, expected)
        for n in dead:
            ids = {f["id"] for f in reports[n]["findings"]}
            t.check(f"-j {jobs}: {where[n]}: undecided, and said", reports[n]["verdict"]["class"] == "undecided" and "limit.worker-died" in ids, reports[n]["verdict"])
            t.equal(f"-j {jobs}: {where[n]}: its hash is there", len(reports[n]["input"]["sha256"] or ""), 64)
        t.equal(f"-j {jobs}: the header was read in a second try", reports[7]["message"]["subject"], "Minutes crash 7")
        t.equal(f"-j {jobs}: or not even that", reports[33]["message"]["subject"], None)
        t.check(f"-j {jobs}: the others are whole", all(reports[n]["message"]["subject"] == f"Minutes {n}" for n in range(60) if n not in where))

    began = time.monotonic()
    done = t.inspect("--timeout", "1", t.file("hang.eml", failing("hang")), t.file("fine.eml", MAIL))
    t.equal("a hang: the watchdog is named", done.reports[0]["input"]["death"], "stopped after 1 s")
    t.equal("a hang: the next one is done", done.reports[1]["message"]["subject"], "Minutes of yesterday")
    t.check("a hang: stopped in time", time.monotonic() - began < 30)
    t.equal("a death, with --fail-on", t.inspect("--fail-on", "fraudulent", files[7]).status, 3)
    t.equal("a death, without", t.inspect(files[7]).status, 0)
    if not t.sanitized:  # AddressSanitizer needs addresses without end
        done = t.inspect(t.file("eat.eml", failing("eat")), files[0])
        t.equal("too much memory: said", done.reports[0]["input"]["death"], "its memory ceiling was reached")
        t.equal("too much memory: the next one is done", done.reports[1]["message"]["subject"], "Minutes 0")
    extract = t.mekiki("extract", files[33], "0")
    t.equal("extract: a worker that dies", extract.status, 2)
