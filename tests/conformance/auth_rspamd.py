"""Whole messages against a closed DNS, and the symbols that another filter gives them.

Symbols are read as results. That filter finds policies as RFC 7489 does, so its DMARC
symbols are compared with that side of ours.
"""

import json

import _dkim
from _scene import envelope, inspect
from _zone import Zone
from framework import Tally

NAME = "auth-rspamd"
GOAL = 91  # the rest is explained in deviations

SPF = {"R_SPF_ALLOW": "pass", "R_SPF_FAIL": "fail", "R_SPF_SOFTFAIL": "softfail", "R_SPF_NEUTRAL": "neutral",
       "R_SPF_NA": "none", "R_SPF_PERMFAIL": "permerror", "R_SPF_DNSFAIL": "temperror"}
DKIM = {"R_DKIM_ALLOW": "pass", "R_DKIM_REJECT": "fail", "R_DKIM_PERMFAIL": "permerror", "R_DKIM_TEMPFAIL": "temperror"}
DMARC = {"DMARC_POLICY_ALLOW": ("pass", None), "DMARC_POLICY_REJECT": ("fail", "reject"),
         "DMARC_POLICY_QUARANTINE": ("fail", "quarantine"), "DMARC_POLICY_SOFTFAIL": ("fail", "none"),
         "DMARC_NA": ("none", None)}
ARC = {"ARC_ALLOW": ("pass",), "ARC_REJECT": ("fail",), "ARC_INVALID": ("fail",), "ARC_NA": (None, "none")}
STATUS = {"norec": None, "nxdomain": "no-such-name", "timeout": "timeout", "servfail": "failed"}


def read_zone(entries):
    made = Zone()
    for entry in entries:
        kind, replies = entry["type"].upper(), entry.get("replies")
        if replies:
            made.set(entry["name"], kind, [_dkim.quoted(r) if kind == "TXT" else r for r in replies])
        elif entry.get("rcode") == "norec":
            made.names.setdefault(made.key(entry["name"]), {})
        elif entry.get("rcode") in ("timeout", "servfail"):
            made.broken[made.key(entry["name"])] = STATUS[entry["rcode"]]
    return made


def results(report):
    """What of the report the symbols speak of."""
    auth = report["auth"]
    sides = [d["by_public_suffix"] for d in auth["dmarc"]]
    return {"spf": auth["spf"][0]["result"] if auth["spf"] else "none",
            "dkim": [s["result"] for s in auth["dkim"]],
            "dmarc": [(s["result"], s["policy"]) for s in sides],
            "arc": auth["arc"]["result"]}


def holds(got, symbol):
    if symbol in SPF:
        return got["spf"] == SPF[symbol]
    if symbol in DKIM:
        return DKIM[symbol] in got["dkim"]
    if symbol == "R_DKIM_NA":
        return not got["dkim"]
    if symbol in DMARC:
        result, policy = DMARC[symbol]
        return any(r == result and policy in (None, p) for r, p in got["dmarc"])
    return symbol in ARC and got["arc"] in ARC[symbol]


def name_of(symbol):
    return symbol["symbol"] if isinstance(symbol, dict) else symbol


def run(ctx):
    tally = Tally()
    folder = ctx.folder(NAME)
    cases = json.loads((folder / "cases.json").read_text(encoding="utf-8"))
    answers = read_zone(json.loads((folder / "dns.json").read_text(encoding="utf-8"))).answers()
    scenes = [(folder / "messages" / c["message"], envelope(c.get("ip"), c.get("helo"), c.get("from"))) for c in cases]
    for case, report in zip(cases, inspect(ctx, scenes, answers)):
        got = results(report)
        missing = [s for s in map(name_of, case["expect"]) if not holds(got, s)]
        unwanted = [s for s in map(name_of, case["expect_not"]) if holds(got, s)]
        tally.case(case["name"], not missing and not unwanted,
                   f"missing {missing}, unwanted {unwanted}: {got} {_dkim.told(report['auth'])}")
    return tally.result()
