"""The mail log (--log): sessions joined to the mail, files in all shapes, what is hostile in them, cases without the log."""

import gzip
import json
import os
import random
import resource
import subprocess
import time
import zlib

from harness import ROOT, WORLDS, ids, mail

WORLD = WORLDS / "A"
LOG = (WORLD / "mail.log").read_bytes()
QUICK = True


def base(*more):
    return ["--profile", WORLD / "site.conf", "--clock", (WORLD / "clock").read_text().strip(), *more]


def report_of(t, *logs, mails=(WORLD / "mail.eml",), more=()):
    options = [x for log in logs for x in ("--log", log)]
    return t.inspect(*base(*options, *more), *mails).report


def outline(report):
    return [(s["begin"], s["end"], s["client_name"], s["outcome"]) for s in report["log"]["sessions"]]


WANTED = [
    ("2023-01-01T12:52:31Z", "2023-01-01T12:57:31Z", "tkoviax.cn", "silent"),
    ("2023-01-01T13:11:55Z", "2023-01-01T13:11:58Z", "unknown", "rejected"),
    ("2023-01-01T13:22:00Z", "2023-01-01T13:22:24Z", "tkoviax.cn", "accepted"),
]


def shapes(t):
    lines = LOG.decode().splitlines(keepends=True)
    half = len(lines) // 2
    old, new = "".join(lines[:half]).encode(), "".join(lines[half:]).encode()
    plain = t.file("mail.log", LOG)
    t.equal("plain", outline(report_of(t, plain)), WANTED)
    t.equal("gzip", outline(report_of(t, t.file("whole.gz", gzip.compress(LOG)))), WANTED)
    t.equal("two gzip streams in one file", outline(report_of(t, t.file("two.gz", gzip.compress(old) + gzip.compress(new)))), WANTED)
    older, newer = t.file("rot/mail.log.1.gz", gzip.compress(old)), t.file("rot/mail.log", new)
    for order in ((older, newer), (newer, older)):
        report = report_of(t, *order)
        t.equal("rotated, in whatever order", outline(report), WANTED)
        t.equal("files from the oldest on", [f["name"] for f in report["log"]["files"]], ["mail.log.1.gz", "mail.log"])
    t.equal("a list with a comma", outline(report_of(t, f"{older},{newer}")), WANTED)
    t.equal("without a final line end", outline(report_of(t, t.file("cut.log", LOG.rstrip(b"\n")))), WANTED)
    t.equal("CRLF", outline(report_of(t, t.file("crlf.log", LOG.replace(b"\n", b"\r\n")))), WANTED)


def frames(t):
    """The same lines as rsyslog, RFC 5424 and the journal write them."""
    entries = []
    for line in LOG.decode().splitlines():
        clock, host, rest = line[7:15], "mx", line.split(" mx ", 1)[1]
        tag, text = rest.split(": ", 1)
        program, _, pid = tag.rstrip("]").partition("[")
        h, m, s = map(int, clock.split(":"))
        utc = 1672498800 + h * 3600 + m * 60 + s  # 2023-01-01 00:00:00 +0900
        entries.append((clock, host, program, pid or "1", text, utc))
    iso = "".join(f"2023-01-01T{c}.000000+09:00 {h} {p}[{i}]: {x}\n" for c, h, p, i, x, _ in entries)
    rfc = "".join(f"<22>1 2023-01-01T{c}+09:00 {h} {p} {i} - - {x}\n" for c, h, p, i, x, _ in entries)
    export = "".join(f"__CURSOR=s={n}\n__REALTIME_TIMESTAMP={u}000000\n_HOSTNAME={h}\nSYSLOG_IDENTIFIER={p}\nSYSLOG_PID={i}\nMESSAGE={x}\n\n"
                     for n, (_, h, p, i, x, u) in enumerate(entries))
    journal = "".join(json.dumps({"__REALTIME_TIMESTAMP": f"{u}000000", "_HOSTNAME": h, "SYSLOG_IDENTIFIER": p, "_PID": i, "MESSAGE": x}) + "\n"
                      for _, h, p, i, x, u in entries)
    for name, text in (("rsyslog", iso), ("RFC 5424", rfc), ("journal, export", export), ("journal, JSON", journal)):
        report = report_of(t, t.file(f"{name.replace(' ', '-')}.log", text.encode()))
        t.equal(name, outline(report), WANTED)
        t.equal(f"{name}: the year is there", report["log"]["year_guessed"], False)


def new_year(t):
    """Lines of December and of January, without years, around a mail of New Year's night."""
    text = (b"Dec 31 23:58:00 mx postfix/smtpd[1]: connect from m.example[198.51.100.7]\n"
            b"Dec 31 23:59:00 mx postfix/smtpd[1]: disconnect from m.example[198.51.100.7] quit=1 commands=1\n"
            b"Jan  1 00:00:01 mx postfix/smtpd[2]: connect from m.example[198.51.100.7]\n"
            b"Jan  1 00:00:02 mx postfix/smtpd[2]: 1A2B3C: client=m.example[198.51.100.7]\n"
            b"Jan  1 00:00:03 mx postfix/qmgr[3]: 1A2B3C: from=<a@m.example>, size=1, nrcpt=1 (queue active)\n")
    eml = mail("x").replace(b"Tue, 7 Mar 2023 10:00:02 +0900", b"Sun, 1 Jan 2023 00:00:02 +0900")
    report = t.inspect(*base("--log", t.file("ny.log", text)), t.file("ny.eml", eml)).report
    t.equal("over New Year", [s["begin"] for s in report["log"]["sessions"]], ["2022-12-31T14:58:00Z", "2022-12-31T15:00:01Z"])


def hostile(t):
    nul = LOG.replace(b"connect from tkoviax.cn", b"\0\xff connect from tkoviax.cn", 1)
    t.equal("NUL and bytes that are no UTF-8", len(outline(report_of(t, t.file("nul.log", nul)))), 3)
    endless = LOG + b"A" * (3 << 20) + b"117.50.174.153" + b"B" * (3 << 20) + b"\n" + LOG.splitlines(keepends=True)[0]
    report = report_of(t, t.file("endless.log", endless))
    t.equal("an endless line", outline(report), WANTED)
    t.check("and it is told", report["log"]["files"][0]["long_lines"] == 1 and "limit.log" in ids(report), report["log"]["files"])
    broken = report_of(t, t.file("broken.gz", gzip.compress(LOG)[:-20]))
    t.check("a broken gzip is told", broken["log"]["files"][0]["state"] == "broken" and "limit.log" in ids(broken), broken["log"]["files"])
    t.equal("xz is told", report_of(t, t.file("x.xz", b"\xfd7zXZ\0" + bytes(50)))["log"]["files"][0]["state"], "unsupported")
    injected = (b"Jan  1 22:30:00 mx postfix/cleanup[9]: 5F00BA7: warning: header Subject: 5799452000E: client=evil.example[203.0.113.66]; "
                b"from=<x@y> from z.example[203.0.113.5]; from=<a@z.example> to=<b@example.jp> proto=ESMTP helo=<117.50.174.153>\n"
                b"Jan  1 22:30:01 mx postfix/smtpd[9]: NOQUEUE: reject: RCPT from z.example[203.0.113.5]: 554 5.7.1 no; from=<a@z.example> "
                b"to=<b@example.jp> proto=ESMTP helo=<5799452000E>\n")
    report = report_of(t, t.file("injected.log", LOG + injected))
    t.equal("what a sender wrote makes no session of the client", outline(report), WANTED)
    t.check("nor another address", all(s["client_ip"] == "117.50.174.153" for s in report["log"]["sessions"]), report["log"]["sessions"])
    empty = report_of(t, t.file("empty.log", b""))
    t.check("an empty log", "log.not-found" in ids(empty) and not empty["log"]["sessions"], ids(empty))
    rng = random.Random(5)
    noise = bytes(rng.randrange(256) for _ in range(200_000))
    t.equal("noise", outline(report_of(t, t.file("noise.log", noise + b"\n" + LOG))), WANTED)


def bomb(t):
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = b"".join([pack.compress(bytes(1 << 20)) for _ in range(300)] + [pack.flush()])
    report = report_of(t, t.file("bomb.gz", data))
    t.check("300 MB of NUL in gzip", report["log"]["files"][0]["long_lines"] >= 1 and report["log"]["files"][0]["bytes"] == 300 << 20,
            report["log"]["files"])


def alone(t):
    done = t.mekiki("inspect", "--format", "json", "--clock", "2023-01-02T10:00:00+09:00", "--profile", WORLD / "site.conf",
                    "--log", WORLD / "mail.log", "--queue-id", "5799452000E")
    report = done.report
    t.equal("its zone is that of the profile", report["log"]["sessions"][0]["begin"], "2023-01-01T12:52:31Z")
    t.equal("a queue id without a mail", [s["outcome"] for s in report["log"]["sessions"]], ["silent", "rejected", "accepted"])
    t.check("is a thing, without a verdict", report["asked"]["text"] == "5799452000E" and "verdict" not in report, report["asked"])
    text = t.mekiki("inspect", "--clock", "2023-01-02T10:00:00+09:00", "--log", WORLD / "mail.log", "--queue-id", "5799452000E").text
    t.check("and a page", "tkoviax[.]cn" in text and "5799452000E" in text, text)
    unknown = t.mekiki("inspect", "--log", WORLD / "mail.log", "--queue-id", "ABCDEF01")
    t.check("one that is not there", "does not have" in unknown.text and unknown.status == 0, unknown.text + unknown.errors)
    t.equal("no log", t.mekiki("inspect", "--queue-id", "ABCDEF01").status, 2)
    t.equal("no queue id", t.mekiki("inspect", "--queue-id", "a b", "--log", WORLD / "mail.log").status, 2)
    t.equal("no such file", t.inspect("--log", "/nonexistent/mail.log", WORLD / "mail.eml").status, 2)
    t.equal("a folder", t.inspect("--log", "/tmp", WORLD / "mail.eml").status, 2)


def cases(t):
    folder = t.folder("case")
    log, case = t.file("case/mail.log", LOG), folder / "a.mekiki"
    done = t.inspect(*base("--log", log, "--case", case), WORLD / "mail.eml")
    os.unlink(log)
    again = t.mekiki("replay", "--format", "json", case)
    t.equal("a case gives the same bytes without the log", again.out, done.out)
    now = t.mekiki("replay", "--rejudge", "--format", "json", case)
    t.equal("and today's checks find the same", now.status, 0)
    lasting(t)


def lasting(t):
    """--recheck asks again what can change; what the log and the decoders said then stands, as of then."""
    qr = ROOT / "tests/specimens/attachment/qr-cells.eml"
    for label, mail, kind, more in (("log", WORLD / "mail.eml", "log ", base("--log", WORLD / "mail.log")), ("decoders", qr, "media ", [])):
        case = t.scratch / f"lasting-{label}.case"
        t.inspect(*more, "--clock", "2026-01-01T00:00:00Z", "--case", case, mail)
        t.mekiki("replay", "--recheck", "--answers", WORLD / "answers.json", "--clock", "2026-02-01T00:00:00Z", case)
        now = t.mekiki("replay", "--format", "json", case).report
        asked = {a["question"].split()[0] + " ": a["asked_at"] for a in now["answers"] if a["status"] == "answered"}
        t.equal(f"--recheck: {label}: asked then", (now["clock"], asked.get(kind)), ("2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z"))


def many(t):
    """Many mails, one log: what each asks is answered, and in few passes."""
    folder, lines = t.folder("many"), []
    for n in range(60):
        name = f"5{n:02}52000E"
        lines.append(f"Mar  7 10:00:{n % 60:02} mx postfix/smtpd[{n + 10}]: {name}: client=mail.sender.example[198.51.100.{n + 1}]\n")
        (folder / f"{n:02}.eml").write_bytes(mail(n).replace(b"1A2B3C", name.encode()).replace(b"198.51.100.7", f"198.51.100.{n + 1}".encode()))
    done = t.inspect("--clock", "2023-03-08T00:00:00Z", "--log", t.file("many.log", "".join(lines).encode()), folder)
    joined = [r["log"]["joined_by"] for r in done.reports]
    t.equal("each is joined", joined, ["queue-id"] * 60)


def large(t):
    """50 MB: function, and that memory does not grow with it."""
    rng, folder = random.Random(3), t.folder("large")
    block = "".join(f"Jan  1 21:{n // 60 % 60:02}:{n % 60:02} mx postfix/smtpd[{n}]: connect from h{n}.example[10.{n % 200}.{rng.randrange(256)}.{n % 250}]\n"
                    for n in range(8000)).encode()
    with open(folder / "mail.log", "wb") as out:
        written = 0
        while written < 25 << 20:
            written += out.write(block)
        out.write(LOG)
        while written < 50 << 20:
            written += out.write(block)
    began = time.monotonic()
    report = report_of(t, folder / "mail.log")
    t.equal("50 MB", outline(report), WANTED)
    t.check("line numbers count from the start of the file",
            report["log"]["sessions"][0]["lines"][0]["number"]
            == 1 + subprocess.run(["grep", "-n", "-m1", "21:52:31.*tkoviax", folder / "mail.log"], stdout=subprocess.PIPE).stdout.count(b"\n")
            + int(subprocess.run(["grep", "-n", "-m1", "connect from tkoviax", folder / "mail.log"], stdout=subprocess.PIPE).stdout.split(b":")[0]) - 2,
            report["log"]["sessions"][0]["lines"][0])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    t.check("memory", peak < 400 or t.sanitized, f"{peak} MiB")
    t.check("time", time.monotonic() - began < 60)


def readers(t):
    lines = [json.loads(x) for x in t.mekiki("read", "maillog", stdin=LOG).text.splitlines()]
    t.equal("mekiki read maillog: a line each", len(lines), LOG.count(b"\n"))
    first = next(x for x in lines if x["kind"] == "reject" and "117.50" in x["text"])
    grades = {f["name"]: f["grade"] for f in first["fields"]}
    t.equal("what the client said is claimed", (grades["helo"], grades["client_ip"]), ("claimed", "observed"))
    one = t.mekiki("read", "--json", "maillog", stdin=b'{"input": "Jan  1 00:00:00 mx postfix/qmgr[1]: 4A1B2C3D: removed"}\n').report
    t.equal("with --json", (one["kind"], one["queue_id"]), ("removed", "4A1B2C3D"))


def offline(t):
    plan = t.mekiki("inspect", "--plan", *base("--log", WORLD / "mail.log"), WORLD / "mail.eml").text
    t.check("a plan names the question", "log id=5799452000E" in plan, plan)
    without = t.inspect(*base(), WORLD / "mail.eml").report
    t.check("without --log nobody looks", not without["log"]["asked"] and not [a for a in without["answers"] if a["question"].startswith("log")])


def run(t):
    for case in (shapes, frames, new_year, hostile, bomb, alone, cases, many, large, readers, offline):
        case(t)
