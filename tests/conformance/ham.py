"""Legitimate mail is not called fraudulent: at most one in two hundred."""

from framework import Tally
from verdicts import labels

NAME = "ham"
GOAL = 99.5


def run(ctx):
    tally = Tally()
    files = [path for path, _ in labels(ctx)]
    for path, report in zip(files, ctx.inspect(files)):
        verdict = report["verdict"]
        adverse = [f["id"] for f in report["findings"] if f["severity"] == "adverse"]
        name = path.relative_to(ctx.folder("ham"))
        tally.case(name, verdict["class"] != "fraudulent", f"score {verdict['score']}: {' '.join(adverse)}")
    return tally.result()
