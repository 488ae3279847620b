"""Good, altered, malformed and revoked-key messages of Mail::DKIM.

Each file has one expected result for the message as a whole: pass where a signature
verifies; fail where one was changed; invalid where none can be worked with. A signature
that verifies and is not accepted (SHA-1, a short key) is our result `policy`: it is set
beside the expectation of a suite that is older than RFC 8301 as what it is, the header and
the body are as they were signed.
"""

import csv

import _dkim
from framework import Tally

NAME = "dkim-perl"
GOAL = 48  # of 33, two in five are signed after drafts, or by DomainKeys


def overall(got):
    found = _dkim.results(got)
    if "pass" in found or any(s["signature"] == s["body_hash"] == "good" for s in got["dkim"] if s["result"] == "policy"):
        return "pass"
    return "fail" if "fail" in found else "invalid"


def run(ctx):
    tally = Tally()
    folder = ctx.folder(NAME)
    rows = list(csv.reader((folder / "expected.tsv").open(encoding="utf-8"), delimiter="\t"))
    records, statuses = _dkim.zone((folder / "dns.txt").read_text(encoding="utf-8"))
    got = _dkim.verify(ctx, [folder / row[0] for row in rows], records, statuses)
    for (name, wanted, _), report in zip(rows, got):
        found = overall(report)
        tally.case(name, found == wanted, f"{found}, not {wanted}: {_dkim.told(report)}")
    return tally.result()
