"""Twenty Japanese and twenty English genuine mails are unremarkable, as many phish are not, by themselves and with the profile of the site that got them.

The mails in tests/specimens/genuine and tests/specimens/bait were written for this before anybody looked at how
the checks judge them, and are never changed to please a check. Those that are misjudged are printed with the findings that made the verdict.
"""

from harness import SPECIMENS

CLOCK = "2026-11-30T00:00:00Z"
# What is not seen through yet, and why; whoever mends one takes its row away.
KNOWN = {}
KINDS = {"genuine": ("unremarkable",), "bait": ("suspicious", "fraudulent")}


def why(report):
    against = [f"{f['id']} {f['severity']}" for f in report["findings"] if f["severity"] in ("adverse", "caution", "established")]
    return f"{report['verdict']['class']} ({report['verdict']['score']:.2f}): {', '.join(against)}"


def judge(t, kind, profile):
    options = ["--profile", SPECIMENS / "genuine/site.conf"] if profile else []
    mails = sorted((SPECIMENS / kind).rglob("*.eml"))
    t.equal(f"{kind}: how many", [sum(p.parent.name == lang for p in mails) for lang in ("ja", "en")], [20, 20])
    for path, report in zip(mails, t.inspect("--clock", CLOCK, *options, *mails).reports):
        name = f"{kind}/{path.parent.name}/{path.stem}{', with a profile' if profile else ''}"
        seen = report["verdict"]["class"] in KINDS[kind]
        if f"{kind}/{path.parent.name}/{path.stem}" in KNOWN:
            t.check(f"{name}: still not seen through, or its row goes", not seen, why(report))
        else:
            t.check(name, seen, why(report))
        # What is established about a sender never makes up for the content, and nothing breaks off.
        t.equal(f"{name}: examined", (report["input"]["error"], report["input"]["complete"]), (None, True))


def run(t):
    for kind in KINDS:
        for profile in (False, True):
            judge(t, kind, profile)
