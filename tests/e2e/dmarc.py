"""mekiki dmarc: the policy of a domain by both standards, and an envelope given to inspect."""

import json

QUICK = True

MAIL = b"From: ann@mail.a.example\r\nTo: bob@b.example\r\nSubject: x\r\n\r\nhello\r\n"
ZONE = {
    "default": "no-such-name",
    "answers": [
        {"question": "dns TXT _dmarc.a.example", "data": ['"v=DMARC1; p=reject; sp=quarantine; adkim=s"']},
        {"question": "dns TXT _dmarc.t.a.example", "data": ['"v=DMARC1; p=reject; t=y"']},
        {"question": "dns TXT _dmarc.two.example", "data": ['"v=DMARC1; p=reject"', '"v=DMARC1; p=none"']},
        {"question": "dns TXT _dmarc.slow.example", "status": "timeout"},
        {"question": "dns TXT a.example", "data": ['"v=spf1 ip4:192.0.2.1 -all"']},
    ],
}
# domain; result, policy domain, policy and tag of the tree walk; do both standards agree?
CASES = [
    ("a.example", "found", "a.example", "reject", "p", True),
    ("mail.A.example.", "found", "a.example", "quarantine", "sp", True),
    ("t.a.example", "found", "t.a.example", "quarantine", "p", False),
    ("other.example", "none", None, None, None, True),
    ("two.example", "none", None, None, None, True),
    ("slow.example", "temperror", None, None, None, True),
]


def run(t):
    zone = t.file("dmarc-zone.json", json.dumps(ZONE).encode())
    lines = "".join(json.dumps({"domain": case[0]}) + "\n" for case in CASES).encode()
    for done, what in ((t.mekiki("dmarc", "-", "--answers", zone, stdin=lines), "lines"),
                       (t.mekiki("dmarc", "--format", "json", "--answers", zone, *[c[0] for c in CASES]), "names")):
        t.equal(f"{what}: status", done.status, 0)
        t.equal(f"{what}: an object for each", len(done.reports), len(CASES))
        for case, got in zip(CASES, done.reports):
            side = got["by_tree_walk"]
            t.equal(f"{what}: {case[0]}", (side["result"], side["policy_domain"], side["policy"], side["policy_tag"], not got["differs"]), case[1:])
    got = t.mekiki("dmarc", "--format", "json", "--answers", zone, "t.a.example").report
    t.equal("the older standard knows no t=", got["by_public_suffix"]["policy"], "reject")
    t.equal("what was asked is numbered", [a["n"] for a in got["answers"]], list(range(1, len(got["answers"]) + 1)))

    text = t.mekiki("dmarc", "mail.a.example", "--answers", zone, "--lang", "en").text
    t.check("text: policy and tag", "quarantine (sp=)" in text and "they lead to the same policy" in text, text)
    text = t.mekiki("dmarc", "t.a.example", "--answers", zone, "--lang", "ja").text
    t.check("text in Japanese", "quarantine (p=)" in text and "試行モード" in text, text)

    done = t.mekiki("dmarc", "--offline", "--format", "json", "t.a.example")
    t.equal("without answers the result is open, and it is said", (done.report["by_tree_walk"]["result"], done.status), ("unchecked", 0))
    bad = t.mekiki("dmarc", "-", "--answers", zone, stdin=b'{"domain": "no..name"}\nnonsense\n')
    t.equal("what is no domain is refused, each by itself", [r["error"] is not None for r in bad.reports], [True, True])
    t.equal("and the status tells", bad.status, 2)
    envelope(t, zone)


def envelope(t, zone):
    """As a log has it: with brackets, or the null path."""
    mail = t.file("dmarc-mail.eml", MAIL)
    client = ["--client-ip", "192.0.2.1", "--helo", "a.example", "--answers", zone]
    for given in ("x@a.example", "<x@a.example>"):
        report = t.inspect(*client, "--mail-from", given, mail).report
        t.equal(f"envelope {given}", [(s["scope"], s["result"], s["domain"]) for s in report["auth"]["spf"]],
                [("mailfrom", "pass", "a.example"), ("helo", "pass", "a.example")])
        t.equal(f"envelope {given}: aligned", [(d["result"], d["aligned"]["spf"]) for d in report["auth"]["dmarc"]], [("pass", True)])
    report = t.inspect(*client, "--mail-from", "<>", mail).report
    t.equal("null path: the HELO name stands in, as RFC 7208, 2.4 has it", [(s["scope"], s["result"]) for s in report["auth"]["spf"]],
            [("mailfrom", "pass"), ("helo", "pass")])
