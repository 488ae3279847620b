"""Nothing leaves the machine: without any interface the bytes of the report are the same."""

from harness import MAIL, SPECIMENS, WORLDS, namespace


def run(t):
    mails = sorted(p for d in (SPECIMENS, WORLDS) for p in d.rglob("*.eml"))
    clock = ["--clock", "2023-06-01T00:00:00Z"]
    here = t.inspect(*clock, *mails)
    wrap = namespace()
    if wrap is None:
        t.skip("without interfaces", "no network namespace can be made here")
    else:
        there = t.inspect(*clock, *mails, wrap=wrap)
        t.equal("without interfaces: status", there.status, here.status)
        t.check("without interfaces: the same bytes", here.out == there.out and here.out, there.errors)
    for report in here.reports:
        if report["contact"] != "offline":
            t.check("every report says that it was made offline", False, report["input"]["name"])
            break
    else:
        t.check("every report says that it was made offline", here.reports)
    text = t.mekiki("inspect", "--lang", "en", "-", stdin=MAIL).text
    t.check("the text report says so too", "offline" in text.lower(), text[-500:])
