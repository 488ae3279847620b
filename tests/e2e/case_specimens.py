"""Case files of all specimens: every way to show a report gives the same bytes again."""

from case import CLOCK, shown_as
from harness import SPECIMENS

LONG = 80


def run(t):
    seen, chosen = set(), []
    mails = sorted(SPECIMENS.rglob("*.eml"))
    for path, report in zip(mails, t.inspect(*mails).reports):
        sha = report["input"]["sha256"]
        if report["input"]["error"] is None and "#" not in report["input"]["name"] and sha not in seen:
            seen.add(sha)
            chosen.append(path)
    t.check("specimens: most of them", len(chosen) > 100, len(chosen))
    # Every third, with sanitizers every ninth: worlds go all ways whole, and each check has several specimens.
    shown_as(t, t.scratch / "case/specimens", "specimens", CLOCK, chosen[:: 9 if t.sanitized else 3])
    answered = [path for path in chosen if path.with_suffix(".answers.json").exists()]
    # All ways to show a report were just seen; these differ in their answers. One in three, with
    # sanitizers one in nine: the others are read by the group "specimens".
    step, ways = (9, ["json"]) if t.sanitized else (3, ["json", "ja -v"])
    for path in answered[::step]:
        shown_as(t, t.scratch / "case/answered", path.name, [*CLOCK, "--answers", path.with_suffix(".answers.json")], [path], ways)
