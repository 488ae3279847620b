"""Each mail in tests/specimens has its findings, and none of those it must not have.

NAME.expect stands beside NAME.eml. A line is one of
    id               a finding with this id
    defect ID        a defect of the message
    reading RULE     another honest reading of the message
    class WORD...    the verdict is one of these
    severity ID WORD this finding is an adverse one, a caution, a note
each with '!' in front for what must not be there; '*' stands for anything; '#' starts
a comment. Where a folder has a file trust.pem, its certificates are the trusted issuers.
"""

import fnmatch

from harness import SPECIMENS


def facts(report):
    found = {f["id"] for f in report["findings"]}
    found |= {f"severity {f['id']} {f['severity']}" for f in report["findings"]}
    found |= {f"defect {d['id']}" for d in report["message"]["defects"]}
    found |= {f"reading {r['rule']}" for r in report["message"]["readings"]}
    return found


def broken(line, report):
    """Why `line` does not hold, or None."""
    negated = line.startswith("!")
    wanted = " ".join(line.lstrip("!").split())
    if wanted.startswith("class "):
        there = report["verdict"]["class"] in wanted.split()[1:]
    else:
        there = bool(fnmatch.filter(facts(report), wanted))
    if there != negated:
        return None
    return f"{line}: has {report['verdict']['class']}, {', '.join(sorted(facts(report)))}"


def inspect_folder(t, folder, mails):
    trust = folder / "trust.pem"
    options = ["--trust-store", trust] if trust.exists() else []
    return zip(mails, t.inspect(*options, *mails).reports)


def run(t):
    mails = sorted(p for p in SPECIMENS.rglob("*") if p.is_file() and p.suffix in (".eml", ".msg"))
    if not t.check("there are specimens", mails):
        return
    reports = [pair for folder in sorted({p.parent for p in mails})
               for pair in inspect_folder(t, folder, [p for p in mails if p.parent == folder])]
    if not t.equal("one report each", len(reports), len(mails)):
        return
    for path, report in reports:
        name = path.relative_to(SPECIMENS).with_suffix("")
        expect = path.with_suffix(".expect")
        if not expect.exists():
            t.check(name, False, "has no .expect file")
            continue
        lines = [line.split("#")[0].strip() for line in expect.read_text(encoding="utf-8").splitlines()]
        whys = [why for line in lines if line for why in [broken(line, report)] if why]
        died = report["input"]["error"] or [f for f in report["findings"] if f["id"] == "limit.worker-died"]
        t.check(name, not whys and not died, "; ".join(whys) or died)
