"""Delivery failures and feedback reports of many mail systems are no frauds."""

from framework import Tally

NAME = "bounces"
GOAL = 100


def run(ctx):
    tally = Tally()
    files = ctx.files("bounces", "*.eml")
    for path, report in zip(files, ctx.inspect(files)):
        adverse = [f["id"] for f in report["findings"] if f["severity"] == "adverse"]
        tally.case(path.name, report["verdict"]["class"] != "fraudulent", " ".join(adverse))
    return tally.result()
