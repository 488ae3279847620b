"""Attacks on how SPF, DKIM and DMARC work together: each must be a finding that names the trick.

The attacker's own domain passes SPF for whatever he sends; the imitated one publishes
`-all` and p=reject. Where the attack is a signature, one of that shape stands on top: what
it names is no name to ask for, so no key could verify it.
"""

import json

from _scene import envelope, inspect
from _zone import Zone
from framework import Tally

NAME = "auth-attacks"
GOAL = 100
CLIENT = "192.0.2.66"

# Case -> findings of which each must be there: (id, a text that its values must hold).
WANTED = {
    "server_a1": [("auth.spf-no-such-domain", "mailfrom.notexist.legitimate.com")],
    "server_a2": [("auth.envelope-odd", "(any@legitimate.com")],
    "server_a3": [("auth.dkim-name-odd", "selector._domainkey.attack.com")],
    "server_a4": [("auth.dkim-name-odd", "legitimate.com'a.attack.com")],
    "server_a5": [("auth.envelope-odd", "any@legitimate.com(a.attack.com")],
    "server_a6": [("auth.envelope-odd", "any@legitimate.com'@any.attack.com")],
    "server_a13": [("from.missing", "admin@legitimate.com")],
    "server_a15": [("from.name-is-address", "admin@legitimate.com")],
    "server_a18": [("from.several-addresses", "admin@legitimate.com")],
    "server_a19": [("from.other-reading", "admin@legitimate.com")],
}


def zone():
    made = Zone()
    for name in ("attack.com", "33.attack.com", "helo.attack.com", "a.attack.com", "any.attack.com"):
        made.set(name, "TXT", [f'"v=spf1 ip4:{CLIENT} -all"'])
    made.set("legitimate.com", "TXT", ['"v=spf1 -all"'])
    made.set("_dmarc.legitimate.com", "TXT", ['"v=DMARC1; p=reject"'])
    return made


def signed(mail, tags):
    """The mail with a signature field of the attack's shape."""
    field = (f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={tags['d']}; s={tags['s']};\r\n"
             "\th=From; bh=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=; b=AAAA\r\n")
    return field.encode("utf-8") + mail


def holds(report, wanted):
    return any(f["id"] == wanted[0] and wanted[1] in json.dumps(f["values"], ensure_ascii=False)
               for f in report["findings"])


def run(ctx):
    tally = Tally()
    folder = ctx.folder(NAME)
    cases = json.loads((folder / "cases.json").read_text(encoding="utf-8"))
    scenes = []
    for case in cases:
        mail = (folder / f"{case['id']}.eml").read_bytes()
        if "dkim_para" in case:
            mail = signed(mail, case["dkim_para"])
        scenes.append((mail, envelope(CLIENT, case["helo"], case["mailfrom"])))
    reports = inspect(ctx, scenes, zone().answers())
    for case, report in zip(cases, reports):
        missing = [w for w in WANTED[case["id"]] if not holds(report, w)]
        found = sorted({f["id"] for f in report["findings"] if f["severity"] != "note"})
        passed = [d["domain"] for d in report["auth"]["dmarc"] if d["result"] == "pass"]
        trusted = "legitimate.com" in passed
        tally.case(case["id"], not missing and not trusted, f"missing {missing}; has {found}; dmarc pass {passed}")
    return tally.result()
