"""Phish and ham, varied so that nothing but the mails can tell them apart, and judged.

See _varied.py for what is taken away. The goals are cases of this suite:
 - at 0.5 % false alarms on all ham, at least 90 % of the phish lies above the cut;
 - at most 2 % of ham is not `unremarkable`;
 - at least 85 % of phish is `fraudulent` or `suspicious`.
Printed besides: other rates, each kind of ham, what is left when the marks of mailing
lists are gone too, what the receiver's own results add, and each source left out when
the cut is chosen.
"""

import collections

import _mails
from _shares import RATES, above, cut_for, table, told
from framework import Tally

NAME = "judged"
GOAL = 100

CLASSES = ["fraudulent", "suspicious", "unremarkable", "undecided"]
SETTINGS = [
    ("mails alone", {}),
    ("without list marks", {"bare": True}),
    ("with recorded results", {"results": True}),
]


def score(mail):
    return mail.report["verdict"]["score"]


def class_(mail):
    return mail.report["verdict"]["class"]


def accused(mails):
    return sum(class_(m) in ("fraudulent", "suspicious") for m in mails)


def remarkable(mails):
    return sum(class_(m) != "unremarkable" for m in mails)


def by_class(mails, name):
    count = collections.Counter(class_(m) for m in mails)
    shares = "  ".join(f"{count[c]:>4} {100.0 * count[c] / max(1, len(mails)):>6.2f} %" for c in CLASSES)
    return f"{name:<22} {len(mails):>5}  {shares}"


def left_out(mails):
    """Each source judged by the cut that the others choose."""
    lines = [f"{'left out':<22} above the cut that the other sources set at 0.5 %"]
    sources = _mails.keep_together(mails)
    for source in sorted(set(sources)):
        own = [score(m) for m, s in zip(mails, sources) if s == source]
        cut = cut_for([score(m) for m, s in zip(mails, sources) if s != source and not m.phish], 0.5)
        lines.append(f"  {source:<20} {told(above(own, cut), len(own))}")
    return lines


def measure(tally, mails, name, notes):
    phish, ham = [m for m in mails if m.phish], [m for m in mails if not m.phish]
    cut = cut_for([score(m) for m in ham], 0.5)
    goals = [
        ("90 % of phish above the cut at 0.5 %", above([score(m) for m in phish], cut), phish, lambda n: n >= 0.90 * len(phish)),
        ("2 % of ham not unremarkable", remarkable(ham), ham, lambda n: n <= 0.02 * len(ham)),
        ("85 % of phish fraudulent or suspicious", accused(phish), phish, lambda n: n >= 0.85 * len(phish)),
    ]
    notes += ["", f"--- {name}: {len(phish)} phish, {len(ham)} ham, {len({m.group for m in mails})} groups of near-duplicates"]
    for goal, hits, of, met in goals:
        ok = tally.case(f"{name}: {goal}", met(hits), told(hits, len(of)))
        notes.append(f"goal {goal:<40} {told(hits, len(of))}  {'met' if ok else 'NOT MET'}")
    notes += table([score(m) for m in phish], [score(m) for m in ham], "mekiki")
    notes.append(f"{'':<22} {'mails':>5}  " + "  ".join(f"{c:>13}" for c in CLASSES))
    notes.append(by_class(phish, "phish"))
    for kind in sorted({m.kind for m in ham}):
        own = [m for m in ham if m.kind == kind]
        notes.append(by_class(own, f"ham/{kind}") + f"   not unremarkable {told(remarkable(own), len(own))}")
    notes.append(by_class(ham, "ham"))


def run(ctx):
    tally = Tally()
    for name, setting in SETTINGS:
        mails = _mails.read(ctx.suites, **setting)
        _mails.judge(mails, ctx.inspect)
        measure(tally, mails, name, tally.notes)
        if not setting:
            tally.notes += left_out(mails)
    return tally.result()
