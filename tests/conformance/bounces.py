"""Delivery failures and feedback reports of many mail systems are no frauds."""

from framework import Tally

NAME = "bounces"
GOAL = 100


def run(ctx):
    tally = Tally()
    files = ctx.files("bounces", "*.eml")
    for path, reports in zip(files, ctx.inspect_boxes(files)):  # one of them is a mailbox
        adverse = [f["id"] for r in reports for f in r["findings"] if f["severity"] == "adverse"]
        fraud = [r for r in reports if r["verdict"]["class"] == "fraudulent"]
        tally.case(path.name, not fraud, " ".join(adverse))
    return tally.result()
