"""Every real mail, as it was stored, gives one report, in order, without a crash.

What the classes of unchanged mails are is printed and means little: filters' marks and
an anonymised recipient stand in them. The suite `judged` measures without these.
"""

import collections

from framework import Tally

NAME = "verdicts"
GOAL = 100

CLASSES = ["fraudulent", "suspicious", "unremarkable", "undecided"]


def labels(ctx):
    """(file, kind) of the legitimate mails."""
    rows = []
    with open(ctx.folder("ham") / "labels.tsv", encoding="utf-8") as table:
        head = next(table).rstrip("\n").split("\t")
        for line in table:
            row = dict(zip(head, line.rstrip("\n").split("\t")))
            rows.append((ctx.folder("ham") / row["file"], row["kind"]))
    return rows


def died(report):
    """A report of a mail that a worker did not survive, or that could not be read."""
    if report["input"]["error"]:
        return report["input"]["error"]
    for finding in report["findings"]:
        if finding["id"] in ("limit.worker-died",):
            return finding["id"]
    return None


def table_line(kind, reports):
    count = collections.Counter(r["verdict"]["class"] for r in reports)
    shares = "  ".join(f"{count[c]:>5} {100.0 * count[c] / max(1, len(reports)):>6.2f} %" for c in CLASSES)
    return f"{kind:<18} {len(reports):>6}  {shares}"


def run(ctx):
    tally = Tally()
    groups = [("phish-pot", ctx.files("phish-pot", "*.eml"))]
    by_kind = collections.defaultdict(list)
    for path, kind in labels(ctx):
        by_kind[kind].append(path)
    groups += [(f"ham/{kind}", by_kind[kind]) for kind in sorted(by_kind)]

    tally.notes.append(f"{'':<18} {'mails':>6}  " + "  ".join(f"{c:>14}" for c in CLASSES))
    ham = []
    for group, files in groups:
        reports = ctx.inspect(files)
        for path, report in zip(files, reports):
            in_order = report["input"]["name"] == str(path)
            dead = died(report)
            tally.case(f"{group}/{path.name}", in_order and not dead, dead or "not in the order of the inputs")
        tally.notes.append(table_line(group, reports))
        if group.startswith("ham/"):
            ham += reports
    tally.notes.append(table_line("ham", ham))
    return tally.result()
