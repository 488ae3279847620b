"""The three published investigations, and mails that resemble them and are honest.

expect.json of a world:
    class       the verdict is one of these
    must        [{id, values{}, says[], details{en[], ja[]}}]: the finding is there, with these values;
                each text of `says` stands in some value, each of `details` in its detail in that language
    must_not    finding ids (or "area.") that may not be there
    never_says  {en[], ja[]}: words that may not stand in the report
    report      part of the JSON report that must be so
    answered    the same once more, with answers.json in place of the outside
    logged      the same with mail.log as the receiving server's log
"""

import json

from harness import WORLDS

QUICK = True


def arguments(world, lang):
    args = ["--lang", lang]
    if (world / "site.conf").exists():
        args += ["--profile", world / "site.conf"]
    if (world / "clock").exists():
        args += ["--clock", (world / "clock").read_text().strip()]
    return args


def differs(want, got, path=""):
    """Where `want`, a part of a report, is not found in `got`; None if it is."""
    if isinstance(want, dict):
        if not isinstance(got, dict):
            return f"{path}: {got!r}"
        for key, value in want.items():
            why = differs(value, got.get(key), f"{path}.{key}")
            if why:
                return why
        return None
    if isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        for n, (a, b) in enumerate(zip(want, got)):
            why = differs(a, b, f"{path}[{n}]")
            if why:
                return why
        return None
    return None if want == got else f"{path}: got {got!r}, want {want!r}"


def check_world(t, name, mail, world, expect, lang, extra=()):
    label = f"{name}, {lang}"
    args = [*arguments(world, lang), *extra]
    done = t.inspect(*args, mail)
    report = done.report
    by_id = {}
    for finding in report["findings"]:
        by_id.setdefault(finding["id"], []).append(finding)

    t.equal(f"{label}: language", report["lang"], lang)
    t.check(f"{label}: class", report["verdict"]["class"] in expect["class"], f"{report['verdict']['class']} score {report['verdict']['score']}")
    for want in expect.get("must", []):
        found = by_id.get(want["id"])
        if not t.check(f"{label}: {want['id']}", found, f"not among {', '.join(sorted(by_id))}"):
            continue
        whys = [wrong(want, finding, lang) for finding in found]
        t.check(f"{label}: {want['id']} says what it should", None in whys, whys)
    for unwanted in expect.get("must_not", []):
        there = [i for i in by_id if i == unwanted or (unwanted.endswith(".") and i.startswith(unwanted))]
        t.check(f"{label}: no {unwanted}", not there, there)
    why = differs(expect.get("report", {}), report)
    t.check(f"{label}: JSON report", not why, why)

    text = t.mekiki("inspect", "-v", *args, mail).text
    for words in expect.get("never_says", {}).get(lang, []):
        t.check(f"{label}: never says {words!r}", words not in text)
    untranslated = lang == "ja" and not any("\u3040" <= c <= "\u30ff" for f in report["findings"] for c in f["title"])
    t.check(f"{label}: is in that language", not untranslated, report["findings"][:1])


def wrong(want, finding, lang):
    why = differs(want.get("values", {}), finding["values"])
    if why:
        return why
    values = json.dumps(finding["values"], ensure_ascii=False)
    for text in want.get("says", []):
        if text not in values:
            return f"{text!r} not in {values}"
    for text in want.get("details", {}).get(lang, []):
        if text not in finding["detail"]:
            return f"{text!r} not in {finding['detail']!r}"
    return None


def run(t):
    for world in sorted(p for p in WORLDS.iterdir() if (p / "expect.json").exists()):
        expect = json.loads((world / "expect.json").read_text(encoding="utf-8"))
        for mail in sorted(world.glob("*.eml")):
            for lang in ("en", "ja"):
                check_world(t, f"{world.name}/{mail.name}", mail, world, expect, lang)
                if "answered" in expect:
                    check_world(t, f"{world.name}/{mail.name}, answered", mail, world, expect["answered"], lang,
                                ["--answers", world / "answers.json"])
                if "logged" in expect:
                    check_world(t, f"{world.name}/{mail.name}, logged", mail, world, expect["logged"], lang,
                                ["--log", world / "mail.log"])

    profiles = {"hoster-maintenance.eml": WORLDS / "B"}
    for mail in sorted((WORLDS / "controls").glob("*.eml")):
        world = profiles.get(mail.name, WORLDS / "A")
        for args in (["--profile", world / "site.conf"], []):
            report = t.inspect(*args, mail).report
            adverse = [f["id"] for f in report["findings"] if f["severity"] == "adverse"]
            label = f"controls/{mail.name}, {'with' if args else 'without'} profile"
            t.check(f"{label}: not fraudulent", report["verdict"]["class"] != "fraudulent", adverse)
            t.check(f"{label}: nothing adverse", not adverse, adverse)
