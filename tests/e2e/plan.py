"""--plan: the questions that would be asked, what for, which may follow; none is asked."""

import json
import time

from harness import SPECIMENS, namespace

AUTH = SPECIMENS / "auth"
SIGNED = AUTH / "signed-in-full.eml"
# Nobody answers there: a question would be waited for.
NOWHERE = ("--lookup", "--resolver", "192.0.2.53@53")


def run(t):
    allowed(t)
    offline(t)
    recipients(t)
    evaluators(t)
    texts(t)
    budget(t)
    chance(t)


def chance(t):
    """Nobody knows beforehand what stands in place of a recipient's value; whoever wants to can make it so."""
    letter = t.file("counted.eml", b"From: a@sender.example\nTo: y@mine.example\nSubject: s\n\nhttps://site.example/t/8837465523?k=a9b8c7d6e5f4a3b2\n")
    asked = [[q for q in fates(plan(t, "--visit", *NOWHERE[1:], *how, letter)) if q.startswith("http ")]
             for how in ([], [], ["--salt", "one"], ["--salt", "one"], ["--salt", "other"])]
    t.check("a visit is planned, altered", all(len(a) == 1 and "8837465523" not in a[0] and a[0].startswith("http GET https://site.example/t/") for a in asked), asked)
    t.check("each time otherwise", asked[0] != asked[1], asked)
    t.check("by --salt the same, by another one otherwise", asked[2] == asked[3] != asked[4], asked)
    other = t.file("other.eml", letter.read_bytes().replace(b"Subject: s", b"Subject: t"))
    t.check("and otherwise in another message", asked[2] != [q for q in fates(plan(t, "--visit", *NOWHERE[1:], "--salt", "one", other)) if q.startswith("http ")])


def plan(t, *args, **options):
    done = t.mekiki("inspect", "--plan", "--format", "json", *args, **options)
    t.equal("status", done.status, 0)
    return done.report


def fates(report):
    return {q["question"]: q["would_be"] for q in report["questions"]}


def allowed(t):
    began = time.monotonic()
    got = plan(t, *NOWHERE, SIGNED, wrap=namespace() or ())
    t.check("nothing is waited for", time.monotonic() - began < 8)
    t.equal("all of them would be asked", set(fates(got).values()), {"asked"})
    wanted = {"dns TXT _dmarc.example", "dns TXT _dmarc.sender.example", "dns TXT k1._domainkey.sender.example",
              "dns TXT mx.sender.example", "dns TXT sender.example"}
    t.check("what authentication needs", wanted <= set(fates(got)), fates(got))
    t.equal("what for", {q["question"]: q["purposes"] for q in got["questions"]}["dns TXT k1._domainkey.sender.example"], ["dkim-key"])
    t.check("which may follow", {"spf-mailfrom", "spf-helo", "dmarc-record"} <= {r["purpose"] for r in got["may_follow"]}, got["may_follow"])
    answered = plan(t, "--answers", AUTH / "signed-in-full.answers.json", SIGNED)
    t.equal("a scenario answers all", set(fates(answered).values()), {"answered"})
    t.equal("nothing follows then", answered["may_follow"], [])


def offline(t):
    got = plan(t, SIGNED)
    t.equal("offline, none would be", set(fates(got).values()), {"refused"})
    t.equal("and why", {q["reason"] for q in got["questions"]}, {"nobody outside is asked at this contact level"})
    t.equal("at which level", got["contact"], "offline")


def recipients(t):
    got = plan(t, *NOWHERE, AUTH / "selector-with-the-recipient.eml")
    refused = [q for q in got["questions"] if q["would_be"] == "refused"]
    t.equal("what would carry the recipient is not asked", [q["purposes"] for q in refused], [["dkim-key"]])
    t.equal("and why", refused[0]["reason"], "the name would carry a recipient's address")


def evaluators(t):
    spf = t.mekiki("spf", "--plan", "--format", "json", "--client-ip", "192.0.2.1", "--helo", "a.example", "--mail-from", "x@b.example")
    t.equal("spf", fates(spf.report), {"dns TXT b.example": "asked"})
    dmarc = t.mekiki("dmarc", "--plan", "--format", "json", "a.b.example", "c.example")
    t.equal("dmarc, a plan for each", [sorted(fates(r)) for r in dmarc.reports], [
        ["dns TXT _dmarc.a.b.example", "dns TXT _dmarc.b.example", "dns TXT _dmarc.example"],
        ["dns TXT _dmarc.c.example", "dns TXT _dmarc.example"]])
    dkim = t.mekiki("dkim", "--plan", "--format", "json", SIGNED)
    t.equal("dkim", fates(dkim.report), {"dns TXT k1._domainkey.sender.example": "asked"})
    broken = t.mekiki("spf", "--plan", "-", stdin=b'{"helo":"x"}\n' + json.dumps({"client_ip": "192.0.2.1", "helo": "a.example"}).encode())
    t.equal("a line that makes no sense", (broken.status, len(broken.reports), "error" in broken.reports[0]), (2, 2, True))


def texts(t):
    en = t.mekiki("inspect", "--plan", *NOWHERE, "--lang", "en", SIGNED).text
    ja = t.mekiki("inspect", "--plan", *NOWHERE, "--lang", "ja", SIGNED).text
    for words in ("Would be asked", "key of a DKIM signature", "What may follow", "Nothing was asked"):
        t.check(f"English: {words}", words in en, en)
    for words in ("DKIM 署名の鍵", "何も質問していません"):
        t.check(f"Japanese: {words}", words in ja, ja)
    t.check("no report", "verdict" not in en.lower(), en)


def budget(t):
    got = plan(t, *NOWHERE, "--questions", "2", SIGNED)
    found = list(fates(got).values())
    t.equal("beyond the budget", (found.count("asked"), found.count("refused")), (2, len(found) - 2))
    bad = t.mekiki("inspect", "--questions", "0", SIGNED)
    t.equal("no budget of nothing", bad.status, 2)
    kept = t.mekiki("inspect", "--plan", "--case", t.folder("case") / "x", SIGNED)
    t.equal("nothing to keep", kept.status, 2)
