"""Signed mails as they arrived, some with one thing altered.

The keys of some are given; those must verify. Of the others the body hash is judged, which
needs no key: an altered body must be told.
"""

import _dkim
from framework import Tally

NAME = "dkim-real"
GOAL = 100

BODY = {
    "zk/email-body-tampered.eml": "bad",
    "zk/email-bodyless.eml": "bad",
    "zk/email-good-large.eml": "good",
    "zk/lorem_ipsum.eml": "good",
}
KEYS = {"mk/gmail.pub": "20120113._domainkey.gmail.com", "mk/example.pub": "1433868189.example._domainkey.example.com"}


def record(file):
    lines = file.read_text(encoding="ascii").split("\n")
    return "v=DKIM1; k=rsa; p=" + "".join(line.strip() for line in lines if "-----" not in line)


def run(ctx):
    tally = Tally()
    folder = ctx.folder(NAME)
    records = [(name, record(folder / file)) for file, name in KEYS.items()]
    mails = sorted(BODY) + [str(f.relative_to(folder)) for f in ctx.files(NAME, "mk/*.msg")]
    reports = _dkim.verify(ctx, [folder / name for name in mails], records, default="not-recorded")
    got = dict(zip(mails, reports))
    for name, report in got.items():
        bodies = {s["body_hash"] for s in report["dkim"]}
        tally.case(f"{name}: body", bodies == {BODY.get(name, "good")}, f"{bodies}: {_dkim.told(report)}")
        if name in BODY:
            wanted = {"fail"} if BODY[name] == "bad" else {"unchecked"}
        else:
            wanted = {"pass"}
        tally.case(name, set(_dkim.results(report)) == wanted, _dkim.told(report))
    return tally.result()
