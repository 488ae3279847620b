"""Messages and key records of dkimpy: RSA beside Ed25519, a key record with a fault, and
messages without a signature.

The key of one message is not among the data; of that one the body hash is judged.
"""

import json

import _dkim
from framework import Tally

NAME = "dkim-python"
GOAL = 100

# (message, resolver, a key record put in its place, result of each signature)
CASES = [
    ("rfc6376.signed.msg", "test_dkim:dnsfunc5", None, ["pass", "pass"]),
    ("rfc6376.signed.msg", "test_dkim:dnsfunc5", "badk.txt", ["pass", "permerror"]),
    ("ed25519test2.msg", "test_dkim_ed25519:dnsfunc", None, ["permerror"]),
    ("test_extra.message", "test_dkim:dnsfunc", None, []),
    ("test_nofrom.message", "test_dkim:dnsfunc", None, []),
]


def records(folder, zones, resolver, other):
    """The resolver's names; @FILE stands for the text of a file, which may not be there."""
    for name, text in zones[resolver].items():
        if text.startswith("@"):
            file = other if other and name.startswith("test.") else text[1:]
            if not (folder / file).exists():
                continue
            text = (folder / file).read_text(encoding="utf-8").strip()
        yield name, text


def run(ctx):
    tally = Tally()
    folder = ctx.folder(NAME)
    zones = json.loads((folder / "dns.json").read_text(encoding="utf-8"))
    for name, resolver, other, wanted in CASES:
        [got] = _dkim.verify(ctx, [folder / name], list(records(folder, zones, resolver, other)))
        case = name + (f" with {other}" if other else "")
        tally.case(case, _dkim.results(got) == wanted, f"not {wanted}: {_dkim.told(got)}")
        bodies = [s["body_hash"] for s in got["dkim"]]
        tally.case(f"{case}: body", bodies == ["good"] * len(wanted), f"{bodies}")
    return tally.result()
