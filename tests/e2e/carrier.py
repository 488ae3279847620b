"""Questions leave the worker and answers come back: many at once, each once, whoever dies.

A stand-in takes the place of mekiki-lookup, so that it can be slow, silent or dead."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

from harness import MAIL, mail

HERE = pathlib.Path(__file__).resolve().parent


class House:
    """A copy of the command and its helpers, with the stand-in among them."""

    def __init__(self, t, name, world):
        self.t, self.folder = t, t.folder(name)
        build = pathlib.Path(t.command).parent
        for program in ("mekiki", "mekiki-analysis", "mekiki-outlook", "mekiki-case"):
            if (build / program).exists():
                shutil.copy(build / program, self.folder)
        for folder in ("data", "po"):
            os.symlink(build / folder, self.folder / folder)
        text = (HERE / "stand_in.py").read_text().split("\n", 1)[1]
        (self.folder / "mekiki-lookup").write_text(f"#!{os.path.realpath(sys.executable)}\n{text}")
        (self.folder / "mekiki-lookup").chmod(0o755)
        (self.folder / "world.json").write_text(json.dumps(world))

    def mekiki(self, *args, **options):
        command, self.t.command = self.t.command, str(self.folder / "mekiki")
        try:
            return self.t.mekiki(*args, **options)
        finally:
            self.t.command = command

    def inspect(self, *args, **options):
        return self.mekiki("inspect", "--lookup", "--format", "json", *args, **options)

    @property
    def asked(self):
        """What was asked since the last look; None: it was never started."""
        path = self.folder / "asked"
        if not path.exists():
            return None
        lines = path.read_text().splitlines()
        path.unlink()
        return lines


WAITS = True
LONG = 60


def lines(*evaluations):
    return "".join(json.dumps({"client_ip": ip, "helo": "h.example", "mail_from": sender}) + "\n" for ip, sender in evaluations).encode()


ZONE = {
    "dns TXT sender.example": ["v=spf1 include:pass.example -all"],
    "dns TXT pass.example": ["v=spf1 ip4:198.51.100.0/24 -all"],
    "dns TXT _dmarc.sender.example": ["v=DMARC1; p=reject"],
    "dns TXT none.example": {"status": "no-data"},
    "dns TXT slow.example": {"silent": True},
    "dns TXT broken.example": {"status": "failed"},
    "dns TXT many.example": ["v=spf1 a:a1.example a:a2.example a:a3.example mx:mx.example -all"],
    "dns A a1.example": ["192.0.2.1"],
    "dns MX mx.example": ["m1.example", "m2.example"],
    "dns A m1.example": ["192.0.2.2"],
    "dns A m2.example": ["192.0.2.3"],
}


def run(t):
    one_mail(t)
    once(t)
    offline(t)
    with_answers(t)
    statuses(t)
    order(t)
    bulk(t)
    lookup_dies(t)
    lookup_refuses(t)
    options(t)
    if not t.sanitized:
        patience(t)
    if t.inspect("-", stdin=mail("exit", X_Mekiki_Test="exit")).report["input"]["death"] is None:
        t.skip("workers that die while others wait", "built without -Dtest_hooks=true")
        return
    deaths(t)


def result_of(report):
    return [s["result"] for s in report["auth"]["spf"]], [d["result"] for d in report["auth"]["dmarc"]]


def one_mail(t):
    house = House(t, "one", {"answers": ZONE})
    done = house.inspect("-", stdin=MAIL)
    report = done.report
    t.equal("one mail: contact is told", report["contact"], "lookup")
    t.equal("one mail: SPF of both identities, DMARC", result_of(report), (["pass", "none"], ["pass"]))
    asked = house.asked
    t.equal("one mail: one start", asked[:1], ["start"])
    t.equal("one mail: each question once", sorted(asked[1:]), sorted(a["question"] for a in report["answers"]))
    got = next(a for a in report["answers"] if a["question"] == "dns TXT pass.example")
    t.equal("one mail: an answer and its circumstances", [got["status"], got["from"], got["cached"], got["duration_ms"], got["dnssec"]],
            ["answered", "192.0.2.53@53", False, 1.5, "insecure"])
    text = house.mekiki("inspect", "--lookup", "-v", "--lang", "en", "-", stdin=MAIL).text
    t.check("one mail: the page names the contact", "lookup" in text, text[-1500:])


def once(t):
    house = House(t, "once", {"answers": ZONE, "delay_ms": 5})
    folder = house.folder / "mails"
    folder.mkdir()
    for n in range(1000):
        (folder / f"{n:04d}.eml").write_bytes(mail(n))
    done = house.inspect("-j", "2", folder)
    reports = done.reports
    t.equal("1000 mails: a line each, in order", [r["message"]["subject"] for r in reports], [f"Minutes {n}" for n in range(1000)])
    t.equal("1000 mails: all evaluated", {json.dumps(result_of(r)) for r in reports}, {json.dumps((["pass", "none"], ["pass"]))})
    asked = house.asked
    t.equal("1000 mails: each question goes out once", len(asked), len(set(asked)))
    cached = [all(a["cached"] for a in r["answers"]) for r in reports]
    t.check("1000 mails: the last ones live from what is kept", cached[-1] and not cached[0], sum(cached))
    first = {a["question"]: a["asked_at"] for a in reports[0]["answers"]}
    last = {a["question"]: a["asked_at"] for a in reports[-1]["answers"]}
    t.equal("1000 mails: a kept answer has the time when it was asked", last, first)


def offline(t):
    house = House(t, "offline", {"answers": ZONE})
    report = house.mekiki("inspect", "--format", "json", "-", stdin=MAIL).report
    t.equal("offline: nobody was asked", [report["contact"], report["answers"], house.asked], ["offline", [], None])
    done = house.mekiki("spf", "--offline", stdin=lines(("198.51.100.7", "a@sender.example")))
    t.equal("spf --offline: nobody was asked", [done.report["result"], house.asked], ["unchecked", None])
    done = house.mekiki("inspect", "--lookup", "--offline", "--format", "json", "-", stdin=MAIL)
    t.equal("the last one counts", [done.report["contact"], house.asked], ["offline", None])
    done = house.inspect("-", stdin=b"Subject: hello\n\nA few words.\n")
    t.equal("nothing to ask: no look-up program", [done.report["answers"], house.asked], [[], None])


def with_answers(t):
    house = House(t, "answers", {"answers": ZONE})
    answers = t.file("answers.json", b'{"default": "no-such-name", "answers": [{"question": "dns TXT sender.example", "data": ["\\"v=spf1 +all\\""]}]}')
    for command in (("inspect", "--lookup", "--format", "json", "--answers", answers, "-"),):
        report = house.mekiki(*command, stdin=MAIL).report
        t.equal("an answers file takes the outside's place", [report["auth"]["spf"][0]["result"], report["contact"], house.asked], ["pass", "offline", None])
    done = house.mekiki("spf", "--answers", answers, stdin=lines(("192.0.2.9", "a@sender.example")))
    t.equal("so for spf", [done.report["result"], house.asked], ["pass", None])


def statuses(t):
    house = House(t, "statuses", {"answers": ZONE})
    wanted = {"sender.example": "pass", "none.example": "none", "nobody.example": "none", "broken.example": "temperror", "many.example": "fail"}
    done = house.mekiki("spf", stdin=lines(*(("198.51.100.7", f"a@{d}") for d in wanted)))
    t.equal("spf: each result by itself", {r["domain"]: r["result"] for r in done.reports}, wanted)
    done = house.mekiki("dmarc", "--format", "json", "mail.sender.example", "nobody.example")
    t.equal("dmarc: policies", [r["by_tree_walk"]["policy"] for r in done.reports], ["reject", None])
    text = house.mekiki("dmarc", "--lang", "en", "mail.sender.example", "nobody.example").text
    t.check("dmarc: pages in order", text.index("sender.example") < text.index("nobody.example"), text)
    mails = [t.file(f"statuses/{n}.eml", mail(n)) for n in range(3)]
    done = house.mekiki("dkim", "--format", "json", *mails)
    t.equal("dkim: mails without a signature", [r["dkim"] for r in done.reports], [[], [], []])


def order(t):
    house = House(t, "order", {"default": ["v=spf1 ip4:198.51.100.0/24 -all"], "hold": 90})
    mails = []
    for n in range(300):
        body = mail(n, Return_Path=f"<a@d{n}.example>")
        mails.append(t.file(f"order/{n:03d}.eml", body if n % 3 else mail(n, Return_Path="<>", Received="by x")))
    done = house.inspect("-j", "1", *mails)
    t.equal("300 mails that wait: in order", [r["message"]["subject"] for r in done.reports], [f"Minutes {n}" for n in range(300)])
    # Nothing was answered before many of them had asked.
    waited = [a["status"] for r in done.reports for a in r["answers"] if a["status"] in ("timeout", "failed")]
    t.equal("300 mails that wait: they wait together", waited, [])


def bulk(t):
    count = 2000 if t.sanitized else 10000
    zone = {"default": ["v=spf1 include:inner.example -all"], "answers": {"dns TXT inner.example": ["v=spf1 ip4:198.51.100.0/24 ?all"]}, "hold": count}
    house = House(t, "bulk", zone)
    data = lines(*(("198.51.100.7" if n % 2 else "192.0.2.7", f"a@d{n}.example") for n in range(count)))
    # From a file: a pipe gives as much as its writer has managed, and makes blocks of it.
    done = house.mekiki("spf", "-j", "1", t.file("bulk.jsonl", data))
    reports = done.reports
    t.equal("bulk: a line each, none before all were asked", [len(reports), done.status], [count, 0])
    t.equal("bulk: in order", [r["domain"] for r in reports], [f"d{n}.example" for n in range(count)])
    t.equal("bulk: each is right", [r["result"] for r in reports[:4]] + sorted({r["result"] for r in reports}), ["fail", "pass", "fail", "pass", "fail", "pass"])
    asked = house.asked
    t.equal("bulk: each question once", [len(asked), len(set(asked))], [count + 2, count + 2])


def lookup_dies(t):
    house = House(t, "dies", {"answers": ZONE, "die_at": "dns TXT many.example", "delay_ms": 50})
    done = house.mekiki("spf", stdin=lines(("198.51.100.7", "a@sender.example"), ("192.0.2.1", "a@many.example"), ("198.51.100.7", "b@sender.example")))
    results = [r["result"] for r in done.reports]
    t.equal("lookup dies: what was open has failed", results, ["temperror", "temperror", "temperror"])
    t.check("lookup dies: it is told why", all("mekiki-lookup" in a["summary"] for r in done.reports for a in r["answers"]), done.out)
    house.asked
    mails = [t.file(f"dies/{n:02d}.eml", mail(n, Return_Path=f"<a@d{n}.example>")) for n in range(300)]
    house = House(t, "dies-often", {"default": ["v=spf1 ip4:198.51.100.0/24 -all"], "die_after": 7})
    reports = house.inspect(*mails).reports
    t.equal("lookup keeps dying: no mail is lost", [r["message"]["subject"] for r in reports], [f"Minutes {n}" for n in range(300)])
    t.check("lookup keeps dying: it is not started for ever", 1 < house.asked.count("start") <= 4)
    house = House(t, "nonsense", {"default": ["v=spf1 ip4:198.51.100.0/24 -all"], "nonsense": 3})
    reports = house.inspect(*mails).reports
    t.equal("lookup talks nonsense: no mail is lost", len(reports), 300)
    (house.folder / "mekiki-lookup").unlink()
    reports = house.inspect(*mails[:3]).reports
    t.equal("no look-up program: no mail is lost", [r["auth"]["spf"][0]["result"] for r in reports], ["temperror"] * 3)


def lookup_refuses(t):
    house = House(t, "refuses", {"refuse": "no such resolver"})
    report = house.inspect("-", stdin=MAIL).report
    t.check("lookup refuses: its reason is told", all("no such resolver" in a["summary"] for a in report["answers"]) and report["answers"], report["answers"])
    t.equal("lookup refuses: asked once", house.asked.count("start"), 1)


def options(t):
    house = House(t, "options", {"answers": ZONE})
    done = house.mekiki("spf", "--resolver", "ns.example.com", stdin=b"")
    t.check("a resolver is an address", done.status == 2 and "ns.example.com" in done.errors, done.errors)
    done = house.mekiki("spf", "--trust-anchor", house.folder / "missing", stdin=b"")
    t.equal("a trust anchor that is not there", done.status, 2)
    done = house.mekiki("inspect", "--format", "json", "--visit", "-", stdin=MAIL)
    t.equal("--visit is a level of its own", (done.status, done.report["contact"]), (0, "visit"))
    done = house.mekiki("inspect", "--visit=everything", "-", stdin=MAIL)
    t.check("--visit=browser, or nothing behind it", done.status == 2 and "everything" in done.errors, done.errors)
    conf = t.folder("home")
    (conf / "mekiki").mkdir()
    (conf / "mekiki/mekiki.conf").write_text("contact = lookup\nresolver = 192.0.2.53@53\n")
    report = house.mekiki("inspect", "--format", "json", "-", stdin=MAIL, env={"XDG_CONFIG_HOME": str(conf)}).report
    t.equal("the configuration may say --lookup", report["contact"], "lookup")
    (conf / "mekiki/mekiki.conf").write_text("contact = visit\n")
    report = house.mekiki("inspect", "--format", "json", "-", stdin=MAIL, env={"XDG_CONFIG_HOME": str(conf)}).report
    t.equal("the configuration may say --visit", report["contact"], "visit")
    (conf / "mekiki/mekiki.conf").write_text("contact = everywhere\n")
    done = house.mekiki("inspect", "-", stdin=MAIL, env={"XDG_CONFIG_HOME": str(conf)})
    t.check("the configuration: no such level", done.status == 2 and "line 1" in done.errors, done.errors)


def patience(t):
    house = House(t, "patience", {"default": {"silent": True}})
    began = time.monotonic()
    done = house.inspect("--timeout", "5", "-", stdin=mail(1, Return_Path="<a@slow.example>"))
    took = time.monotonic() - began
    report = done.report
    t.check("a silent outside: the mail waits for its time, no longer", 29 < took < 40, f"{took:.1f} s")
    t.equal("a silent outside: said of each question", {a["status"] for a in report["answers"]}, {"timeout"})
    t.equal("a silent outside: results of the moment", result_of(report), (["temperror", "temperror"], ["temperror"]))
    t.equal("waiting is no death: the watchdog counts work", report["input"]["death"], None)


def deaths(t):
    house = House(t, "deaths", {"default": ["v=spf1 ip4:198.51.100.0/24 -all"], "delay_ms": 100})
    mails = [mail(n, Return_Path=f"<a@d{n}.example>") for n in range(60)]
    where = {9: "exit", 30: "crash", 45: "always-crash"}
    for n, how in where.items():
        mails[n] = mail(n, Return_Path=f"<a@d{n}.example>", X_Mekiki_Test=how)
    files = [t.file(f"deaths/{n:02d}.eml", m) for n, m in enumerate(mails)]
    reports = house.inspect("-j", "1", *files).reports
    t.equal("deaths: a line each", len(reports), len(files))
    t.equal("deaths: only those that fail are lost", {n for n, r in enumerate(reports) if r["input"]["death"]}, set(where))
    others = [r for n, r in enumerate(reports) if n not in where]
    t.equal("deaths: whoever waited meanwhile is whole", {json.dumps(result_of(r)[0]) for r in others}, {json.dumps(["pass", "pass"])})
    asked = house.asked
    t.equal("deaths: nobody is asked twice", len(asked), len(set(asked)))
