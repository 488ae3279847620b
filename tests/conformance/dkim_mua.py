"""DKIM as a mail client sees it: the samples of RFC 6376 and RFC 8463 with one change each,
alignment, fields that are left open, and whole mails with their keys.

What the name of a sample says is what must be told. The folder arh/ is about reading
recorded results, not about signatures, and is not counted here.
"""

import _dkim
from framework import Tally

NAME = "dkim-mua"
GOAL = 100


def has(**wanted):
    return lambda got: all(got["dkim"] and got["dkim"][0][key] == value for key, value in wanted.items())


def leaves_open(name, present, covered):
    def check(got):
        wanted = {"name": name, "present": present, "covered": covered}
        return has(result="pass")(got) and wanted in got["dkim"][0]["open"]

    return check


SAMPLES = {
    "rfc6376-A.2.eml": has(result="pass", aligned=True, key_bits=1024),
    "rfc6376-A.2-body_modified.eml": has(result="fail", body_hash="bad", signature="good"),
    "rfc6376-A.2-ill_formed-missing_v.eml": has(result="neutral", reason="it has no version (v=)"),
    "dkim/added_header-date.eml": leaves_open("date", 2, 1),
    "dkim/alignment-from_not_in_auid.eml": has(result="pass", aligned=True),
    "dkim/alignment-from_not_in_sdid.eml": has(result="pass", aligned=False),
    "dkim/time-received_after_creation.eml": has(result="pass", from_future=False),
    "dkim/unsigned_header-reply_to-in_domain.eml": leaves_open("reply-to", 1, 0),
}


def verifies(got):
    """Of two signatures the key of one may not be among the data."""
    found = _dkim.results(got)
    return "pass" in found and set(found) <= {"pass", "unchecked"}


def run(ctx):
    tally = Tally()
    folder = ctx.folder(NAME)
    records, statuses = _dkim.zone((folder / "dns.tsv").read_text(encoding="utf-8"))
    checks = dict(SAMPLES)
    for file in ctx.files(NAME, "original/*.eml"):
        checks[str(file.relative_to(folder))] = verifies
    got = _dkim.verify(ctx, [folder / name for name in checks], records, statuses, "not-recorded")
    for (name, check), report in zip(checks.items(), got):
        tally.case(name, check(report), _dkim.told(report))
    return tally.result()
