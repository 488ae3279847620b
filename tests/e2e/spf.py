"""mekiki spf: one evaluation and many, with answers from a file."""

import json

from harness import WORLDS

QUICK = True

SENDER = ["--client-ip", "117.50.174.153", "--helo", "fevcvxs.cn", "--mail-from", "etc-meisai@fevcvxs.cn"]
ZONE = {
    "default": "no-such-name",
    "answers": [
        {"question": "dns TXT a.example", "data": ['"v=spf1 include:b.example" " a:mail.a.example -all exp=why.a.example"']},
        {"question": "dns TXT b.example", "data": ['"v=spf1 ip4:198.51.100.0/24 ?all"']},
        {"question": "dns A mail.a.example", "data": ["203.0.113.5"], "cname": ["host.example"]},
        {"question": "dns TXT why.a.example", "data": ['"%{i} is none of ours; \\027[31m https://a.example/?%{S}"']},
        {"question": "dns TXT slow.example", "status": "timeout"},
        {"question": "dns TXT open.example", "data": ['"v=spf1 +all"']},
        {"question": "dns TXT wrong.example", "data": ['"v=spf1 ip:192.0.2.1 -all"']},
    ],
}
# client, HELO, sender, result, the term that decided
CASES = [
    ("198.51.100.7", "h.example", "x@a.example", "pass", "include:b.example"),
    ("203.0.113.5", "h.example", "x@a.example", "pass", "a:mail.a.example"),
    ("192.0.2.1", "h.example", "x@a.example", "fail", "-all"),
    ("192.0.2.1", "a.example", "", "fail", "-all"),
    ("192.0.2.1", "open.example", None, "pass", "+all"),
    ("192.0.2.1", "h.example", "x@nothing.example", "none", None),
    ("192.0.2.1", "h.example", "x@slow.example", "temperror", None),
    ("192.0.2.1", "h.example", "x@wrong.example", "permerror", None),
    ("2001:db8::1", "h.example", "x@a.example", "fail", "-all"),
]


def run(t):
    worlds(t)
    zone = t.file("zone.json", json.dumps(ZONE).encode())
    many(t, zone)
    text(t, zone)
    without_answers(t)
    refused(t, zone)


def worlds(t):
    done = t.mekiki("spf", *SENDER, "--answers", WORLDS / "A/answers.json", "--format", "json")
    t.equal("world A: status", done.status, 0)
    got = done.report
    t.equal("world A: SPF passes for the sender's own domain", [got["scope"], got["result"], got["domain"]], ["mailfrom", "pass", "fevcvxs.cn"])
    t.equal("world A: the record lets one host in", [got["record"], got["addresses_log2"]], ["v=spf1 ip4:117.50.174.153 -all", 0])
    t.equal("world A: one question, answered", [(a["n"], a["question"], a["status"]) for a in got["answers"]], [(1, "dns TXT fevcvxs.cn", "answered")])
    t.equal("world A: the trace leads to it", got["trace"][0]["answers"], [1])


    profile = ["--profile", WORLDS / "A/site.conf", "--clock", "2023-01-02T10:00:00+09:00"]
    answers = ["--answers", WORLDS / "A/answers.json"]
    report = t.inspect(*profile, *answers, WORLDS / "A/mail.eml").report
    t.equal("world A, whole: both identities, each by itself", [(s["scope"], s["result"], s["ip"]) for s in report["auth"]["spf"]],
            [("mailfrom", "pass", "117.50.174.153"), ("helo", "pass", "117.50.174.153")])
    t.equal("world A, whole: one question for both, and those of DMARC",
            [a["question"] for a in report["answers"] if [p for p in a["purposes"] if p.startswith(("spf", "dmarc"))]],
            ["dns TXT _dmarc.cn", "dns TXT _dmarc.fevcvxs.cn", "dns TXT fevcvxs.cn"])
    t.equal("world A, whole: no DMARC is published, which is no failure", [d["result"] for d in report["auth"]["dmarc"]], ["none"])
    t.equal("world A, whole: no signature", report["auth"]["dkim"], [])
    ids = [f["id"] for f in report["findings"]]
    t.check("world A, whole: recorded and evaluated side by side", {"auth.spf-pass", "auth.spf-evaluated"} <= set(ids), ids)
    without = t.inspect(*profile, WORLDS / "A/mail.eml").report
    t.equal("world A without answers: nothing evaluated", [without["auth"]["spf"], without["answers"]], [[], []])
    t.check("world A: a pass speaks for nobody", report["verdict"]["class"] == without["verdict"]["class"] and
            report["verdict"]["score"] >= without["verdict"]["score"], [report["verdict"], without["verdict"]])
    again = t.mekiki("inspect", "-v", "--lang", "ja", *profile, *answers, WORLDS / "A/mail.eml")
    t.check("world A, whole: the trace unfolds with -v", "ip4:117.50.174.153" in again.text and "接続元はこのネットワークにあります" in again.text, again.text[-3000:])


def many(t, zone):
    lines = [json.dumps({"client_ip": c, "helo": h, "mail_from": m}) for c, h, m, _, _ in CASES]
    done = t.mekiki("spf", "--answers", zone, stdin="\n".join(lines * 500).encode())
    t.equal("many: status", done.status, 0)
    reports = done.reports
    t.equal("many: an object for each line", len(reports), len(CASES) * 500)
    for case, got in zip(CASES, reports):
        client, _, sender, result, matched = case
        t.equal(f"{sender} from {client}", [got["result"], got["matched"]], [result, matched])
    wrong = [i for i, got in enumerate(reports) if got != reports[i % len(CASES)]]
    t.equal("many: in order, and the same each time", wrong, [])
    by = {case[:3]: got for case, got in zip(CASES, reports)}
    fail = by["192.0.2.1", "h.example", "x@a.example"]
    t.check("a fail is explained in the sender's words", fail["explanation"] is None or "\x1b" not in fail["explanation"], fail["explanation"])
    t.equal("+all lets everybody in", by["192.0.2.1", "open.example", None]["addresses_log2"], 32)
    wrong = by["192.0.2.1", "h.example", "x@wrong.example"]
    t.equal("the faulty term is named", wrong["problem_at"], "ip:192.0.2.1")


def text(t, zone):
    args = ["spf", "--client-ip", "192.0.2.1", "--helo", "h.example", "--mail-from", "<x@a.example>", "--answers", zone]
    en, ja = (t.mekiki(*args, "--lang", lang) for lang in ("en", "ja"))
    t.check("text: result first", en.text.startswith("fail"), en.text)
    t.check("text: each term with its reason", "ip4:198.51.100.0/24" in en.text and "not in" in en.text and "203.0.113.5" in en.text, en.text)
    t.check("text: Japanese", "接続元" in ja.text and ja.text.startswith("fail"), ja.text)
    t.check("text: inert", b"\x1b" not in en.out, en.out)
    quiet = t.mekiki(*args, "-q", "--lang", "en")
    t.check("text: -q leaves the trace out", len(quiet.text) < len(en.text) and "ip4:" not in quiet.text, quiet.text)


def without_answers(t):
    done = t.mekiki("spf", "--offline", *SENDER, "--format", "json", "--lang", "en")
    t.equal("without answers: status", done.status, 0)
    t.equal("without answers: could not be checked", done.report["result"], "unchecked")
    t.equal("without answers: not asked, and said so", [a["status"] for a in done.report["answers"]], ["not-allowed"])


def refused(t, zone):
    for name, args, stdin, why in [
        ("no client", ["--helo", "h.example"], b"", "--client-ip"),
        ("no name", ["--client-ip", "192.0.2.1"], b"", "--helo"),
        ("no address", ["--client-ip", "192.0.2", "--helo", "h.example"], b"", "no IP address"),
        ("no JSON", [], b"192.0.2.1 h.example\n", "no JSON object"),
    ]:
        done = t.mekiki("spf", *args, "--answers", zone, "--lang", "en", stdin=stdin)
        t.equal(f"{name}: status", done.status, 2)
        t.check(f"{name}: says why", why in done.errors, done.errors)
    for name, content, why in [
        ("not JSON", b"{\n{", "line 2"),
        ("unknown status", b'{"answers":[{"question":"dns A a.example","status":"maybe"}]}', 'answer 1 ("dns A a.example")'),
        ("empty", b"", "line 1"),
    ]:
        path = t.file("bad.json", content)
        done = t.mekiki("spf", *SENDER, "--answers", path, "--lang", "en")
        t.equal(f"answers file {name}: status", done.status, 2)
        t.check(f"answers file {name}: says where", why in done.errors, done.errors)
    done = t.mekiki("spf", *SENDER, "--answers", "/nonexistent/answers.json")
    t.equal("answers file missing: status", done.status, 2)
    mixed = b'{"client_ip":"x","helo":"h"}\n{"client_ip":"192.0.2.1","helo":"open.example"}\n'
    done = t.mekiki("spf", "--answers", zone, stdin=mixed)
    t.equal("one bad line: status", done.status, 2)
    t.equal("one bad line: the other is done", [r.get("result") for r in done.reports], [None, "pass"])
