"""DKIM and ARC messages that carry their DNS in front of them.

The suite's own test wants the last signature of a DKIM message to verify, and the chain of
an ARC message to hold.
"""

import _dkim
from framework import Tally

NAME = "dkim-arc-inline"
GOAL = 100


def run(ctx):
    tally = Tally()
    folder = ctx.folder(NAME)
    for file in ctx.files(NAME, "*.txt"):
        head, _, mail = file.read_bytes().partition(b"\n\n")
        records, statuses = _dkim.zone(head.decode("utf-8"))
        [got] = _dkim.verify(ctx, [mail.replace(b"\n", b"\r\n")], records, statuses)
        name = str(file.relative_to(folder))
        if name.startswith("arc/"):
            tally.case(name, got["arc"]["result"] == "pass", f"{got['arc']['result']}: {got['arc']['reason']}")
        else:
            tally.case(name, _dkim.results(got)[-1:] == ["pass"], _dkim.told(got))
    return tally.result()
