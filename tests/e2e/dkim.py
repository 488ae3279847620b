"""mekiki dkim: the samples of RFC 8463 with single changes, keys from an answers file."""

import json
import re

from harness import ROOT, WORLDS

QUICK = True

ZONE = {
    "default": "no-such-name",
    "answers": [
        {
            "question": "dns TXT brisbane._domainkey.football.example.com",
            "data": ['"v=DKIM1; k=ed25519; " "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="'],
        }
    ],
}
SAMPLE = (ROOT / "fuzz/corpus/dkim/rfc8463").read_bytes()


def run(t):
    zone = t.file("zone.json", json.dumps(ZONE).encode())
    changes(t, zone)
    text(t, zone)
    without_answers(t)
    inputs(t, zone)
    chain(t)
    worlds(t)
    inspected(t)


def changes(t, zone):
    above = b"Subject: \x1b[31mYou have won\n"
    cases = [
        ("as it was signed", SAMPLE, "pass", "good", "good", None),
        ("CRLF", SAMPLE.replace(b"\n", b"\r\n"), "pass", "good", "good", None),
        ("body changed", SAMPLE.replace(b"hungry", b"angry"), "fail", "bad", "good", None),
        ("footer", SAMPLE + b"____\nlist\n", "fail", "bad", "good", "footer"),
        ("header changed", SAMPLE.replace(b"dinner", b"lunch"), "fail", "good", "bad", None),
        ("second subject, oversigned", above + SAMPLE, "fail", "good", "bad", None),
    ]
    files = [t.file(f"{n}.eml", mail) for n, (_, mail, *_) in enumerate(cases)]
    done = t.mekiki("dkim", "--format", "json", "--answers", zone, *files)
    t.equal("changes: status", done.status, 0)
    t.equal("changes: an object a mail", len(done.reports), len(cases))
    for (name, _, result, body, signature, repair), got in zip(cases, done.reports):
        [one] = got["dkim"]
        found = [one["result"], one["body_hash"], one["signature"], one["body_repair"]]
        t.equal(name, found, [result, body, signature, repair])
        t.equal(f"{name}: who signed", [one["domain"], one["selector"], one["key_bits"], one["aligned"]], ["football.example.com", "brisbane", 256, True])
        t.equal(f"{name}: the key was asked for", [a["question"] for a in got["answers"]], [one["question"]])


def text(t, zone):
    mail = t.file("mail.eml", b"Reply-To: evil\x1b[31m@b.example\n" + SAMPLE)
    en = t.mekiki("dkim", "--answers", zone, "--lang", "en", mail)
    ja = t.mekiki("dkim", "--answers", zone, "--lang", "ja", mail)
    t.equal("text: status", [en.status, ja.status], [0, 0])
    for words in ("signed by football.example[.]com", "pass: it verifies", "leaves open", "reply-to"):
        t.check(f"text: {words}", words in en.text, en.text)
    t.check("text: in Japanese", "検証できました" in ja.text and "対象外" in ja.text, ja.text)
    t.check("text: inert", b"\x1b" not in en.out, en.out)


def without_answers(t):
    mail = t.file("mail.eml", SAMPLE)
    done = t.mekiki("dkim", "--offline", "--format", "json", "--lang", "en", mail)
    [one] = done.report["dkim"]
    t.equal("without answers: status", done.status, 0)
    t.equal("without answers: the body is judged, the key is not", [one["result"], one["body_hash"], one["signature"]], ["unchecked", "good", "unknown"])
    t.equal("without answers: not asked, and said so", [a["status"] for a in done.report["answers"]], ["not-allowed"])


def inputs(t, zone):
    done = t.mekiki("dkim", "--lang", "en")
    t.equal("no mail: status", done.status, 2)
    t.check("no mail: says so", "name a mail" in done.errors, done.errors)
    done = t.mekiki("dkim", "--format", "json", "--answers", zone, "/nonexistent.eml", t.file("mail.eml", SAMPLE))
    t.equal("one cannot be read: status", done.status, 2)
    t.equal("one cannot be read: the other is done", [len(r["dkim"]) for r in done.reports], [0, 1])
    done = t.mekiki("dkim", "--format", "json", "--answers", zone, "-", stdin=SAMPLE)
    t.equal("standard input", [s["result"] for s in done.report["dkim"]], ["pass"])
    done = t.mekiki("dkim", "--format", "json", "--answers", zone, WORLDS / "A/mail.eml")
    t.equal("an unsigned mail asks for nothing", [done.report["fields"], done.report["dkim"], done.report["answers"]], [0, [], []])


def chain(t):
    done = t.mekiki("dkim", "--offline", "--format", "json", ROOT / "fuzz/corpus/dkim/arc")
    got = done.report["arc"]
    t.equal("ARC: could not be checked", [got["result"], len(got["instances"])], ["unchecked", 1])
    t.equal("ARC: who sealed, and what it found", [got["instances"][0]["seal"]["domain"], got["instances"][0]["chain"]], ["a.example", "none"])


def worlds(t):
    name = "w1._domainkey.ic.fbi.gov"
    zone = (WORLDS / "C/dns.zone").read_text(encoding="utf-8")
    record = re.search(rf"^{re.escape(name)}\..*?TXT \((.*?)\)", zone, re.M | re.S)[1]
    text = " ".join(re.findall(r'"[^"]*"', record))
    path = t.file("c.json", json.dumps({"answers": [{"question": f"dns TXT {name}", "data": [text]}]}).encode())
    [one] = t.mekiki("dkim", "--format", "json", "--answers", path, WORLDS / "C/mail.eml").report["dkim"]
    t.equal("world C: the genuine server signed it", [one["result"], one["domain"], one["aligned"]], ["pass", "ic.fbi.gov", True])
    t.check("world C: Subject and From are covered", {"from", "subject"} <= set(one["covers"]), one["covers"])


def inspected(t):
    """The whole inspection rests on the same evaluation."""
    record = {"question": "dns TXT _dmarc.football.example.com", "data": ['"v=DMARC1; p=reject"']}
    zone = t.file("dmarc.json", json.dumps(ZONE | {"answers": ZONE["answers"] + [record]}).encode())
    mail = t.file("signed.eml", SAMPLE)
    report = t.mekiki("inspect", "--format", "json", "--lang", "en", "--answers", zone, mail).report
    auth = report["auth"]
    t.equal("inspect: the signature", [s["result"] for s in auth["dkim"]], ["pass"])
    t.equal("inspect: DMARC", [d["result"] for d in auth["dmarc"]], ["pass"])
    t.equal("inspect: both standards", auth["dmarc"][0]["differs"], False)
    t.equal("inspect: no chain", auth["arc"]["result"], "none")
    said = report["verdict"]["sender_statement"]
    t.check("inspect: established", said.startswith("Established with the answers given"), said)
    changed = t.file("changed.eml", SAMPLE.replace(b"hungry", b"angry"))
    report = t.mekiki("inspect", "--format", "json", "--lang", "en", "--answers", zone, changed).report
    t.equal("inspect, changed: DMARC", [d["result"] for d in report["auth"]["dmarc"]], ["fail"])
    said = report["verdict"]["sender_statement"]
    t.check("inspect, changed: not established", "Established" not in said, said)
    report = t.mekiki("inspect", "--format", "json", mail).report
    t.equal("inspect, no answers: nothing evaluated", (report["auth"]["dkim"], report["auth"]["dmarc"]), ([], []))
    t.equal("inspect, no answers: ARC not even none", report["auth"]["arc"]["result"], None)
