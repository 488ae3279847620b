"""Each mail in tests/specimens has its findings, and none of those it must not have.

NAME.expect stands beside NAME.eml. A line is one of
    id               a finding with this id
    defect ID        a defect of the message
    reading RULE     another honest reading of the message
    class WORD...    the verdict is one of these
    severity ID WORD this finding is an adverse one, a caution, a note
    spf SCOPE RESULT, dkim RESULT, dmarc [DOMAIN] RESULT, arc RESULT
                     evaluated here
    bimi RESULT WORD what BIMI came to, and what its certificate ("-": not asked about)
    link WHERE URL   a link that was found there ("https://example.com/")
    attachment KIND  something enclosed is of this kind ("html"), or of this format
    repair NAME      a change that, undone, makes a signature right
each with '!' in front for what must not be there; '*' stands for anything; '#' starts
a comment. "with OPTION..." adds options; a file's name is one beside the mail.

NAME.answers.json stands in for the outside; the clock is then some days after the mails.
Where a folder has a file trust.pem, its certificates are the trusted issuers.
"""

import fnmatch

from harness import SPECIMENS

CLOCK = "2026-01-10T00:00:00Z"
# Whole mails whose verdict alone counts: genuine.py.
ELSEWHERE = ("genuine", "bait")

LONG = 10


def facts(report):
    found = {f["id"] for f in report["findings"]}
    found |= {f"severity {f['id']} {f['severity']}" for f in report["findings"]}
    bimi = report["auth"]["bimi"]
    found.add(f"bimi {bimi['result']} {bimi['evidence']['status'] or '-'}")
    found |= {f"defect {d['id']}" for d in report["message"]["defects"]}
    found |= {f"reading {r['rule']}" for r in report["message"]["readings"]}
    auth = report["auth"]
    found |= {f"spf {s['scope']} {s['result']}" for s in auth["spf"]}
    found |= {f"dkim {s['result']}" for s in auth["dkim"]} | {f"arc {auth['arc']['result']}"}
    found |= {f"dmarc {d['result']}" for d in auth["dmarc"]} | {f"dmarc {d['domain']} {d['result']}" for d in auth["dmarc"]}
    found |= {f"repair {s[k]}" for s in auth["dkim"] for k in ("body_repair", "header_repair") if s.get(k)}
    found |= {f"link {l['where']} {l['url']}" for l in report["links"]}
    found |= {f"attachment {a[k]}" for a in report["attachments"] for k in ("content", "format")}
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


def lines_of(path):
    """What is expected, and the options."""
    lines = [line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
    options = [word for line in lines if line.startswith("with ") for word in line.split()[1:]]
    return [line for line in lines if line and not line.startswith("with ")], options


def options_of(path):
    options = []
    if path.with_suffix(".expect").exists():
        options = [path.parent / word if (path.parent / word).is_file() else word for word in lines_of(path.with_suffix(".expect"))[1]]
    if path.with_suffix(".answers.json").exists():
        options += ["--answers", path.with_suffix(".answers.json"), "--clock", CLOCK]
    if (path.parent / "trust.pem").exists():
        options += ["--trust-store", path.parent / "trust.pem"]
    return tuple(options)


def inspected(t, mails):
    """Pairs of path and report; mails with the same options are run together."""
    groups = {}
    for path in mails:
        groups.setdefault(options_of(path), []).append(path)
    for options, paths in groups.items():
        reports = t.inspect(*options, *paths).reports
        if t.equal(f"{paths[0].name}: one report each", len(reports), len(paths)):
            yield from zip(paths, reports)


def run(t):
    mails = sorted(p for p in SPECIMENS.rglob("*") if p.is_file() and p.suffix in (".eml", ".msg") and p.relative_to(SPECIMENS).parts[0] not in ELSEWHERE)
    t.check("there are specimens", mails)
    for path, report in inspected(t, mails):
        name = path.relative_to(SPECIMENS).with_suffix("")
        expect = path.with_suffix(".expect")
        if not expect.exists():
            t.check(name, False, "has no .expect file")
            continue
        whys = [why for line in lines_of(expect)[0] for why in [broken(line, report)] if why]
        died = report["input"]["error"] or [f for f in report["findings"] if f["id"] == "limit.worker-died"]
        t.check(name, not whys and not died, "; ".join(whys) or died)
