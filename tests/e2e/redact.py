"""--redact: no mark of a recipient is left, in any coding and any format, and the masks are the same in all."""

import concurrent.futures
import json
import re

from harness import ROOT, SPECIMENS, WORLDS
from marked import marked_mail, marks_in

PLAIN = True  # each run is short; the unit tests run with sanitizers

MAILS = 200
CLOCK = ("--clock", "2023-03-08")
MASK = re.compile(r"(?:recipient|host|name|person|account|masked|own-domain)-[0-9]+|token-[0-9a-f]{6}|own-domain\b")


def run(t):
    formats = formats_of(t)
    t.check("there are formats", {"text", "json"} <= set(formats), formats)
    marked(t, formats)
    worlds(t, formats)
    profiles(t, formats)
    preview(t)
    case(t)


def formats_of(t):
    """Those that mekiki itself lists."""
    page = (ROOT / "man/mekiki.1").read_text(encoding="utf-8")
    words = re.findall(r"[a-z]{3,10}", t.mekiki("inspect", "--help").text.split("--format FORMAT")[1][:400])
    words += re.findall(r"(?m)^\.It Cm ([a-z]{3,10})$", page) + ["html", "svg", "markdown", "csv", "stix", "misp", "arf", "xarf"]
    return [f for f in dict.fromkeys(words) if t.mekiki("inspect", "-f", f, "-", stdin=b"From: a@b.example\n\nx\n").status == 0]


def marked(t, formats):
    people, paths = [], []
    for n in range(MAILS):
        raw, person = marked_mail(n)
        people.append(person)
        paths.append(t.file(f"marked-{n:03}.eml", raw))
    done = t.inspect("--redact", "public", *paths)
    if not t.equal("a report for each", len(done.reports), MAILS):
        return
    written = []  # name of the check, text, person
    for n, line in enumerate(done.text.splitlines()):
        if n % 5 == 0:
            written.append((f"json: {paths[n].name}", line, people[n]))
            continue
        # The others in turn: each of them has something of every mail's.
        form = formats[n % len(formats)]
        lang = "ja" if n % 7 == 0 else "en"
        out = t.mekiki("inspect", "-v", "-f", form, "--lang", lang, "--redact", "public", paths[n]).out
        written.append((f"{form}, {lang}: {paths[n].name}", out.decode("utf-8", "replace"), people[n]))
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        for (name, _, _), left in zip(written, pool.map(marks_in, [w[1] for w in written], [w[2] for w in written], chunksize=8)):
            t.check(f"nothing is left in {name}", not left, left[:6])
    # A mark that is not masked would be found: else this proves nothing.
    for person, path, line in zip(people, paths, t.inspect(*paths[:4]).text.splitlines()):
        t.check(f"the reader finds the marks of {path.name}", len({m for m, _ in marks_in(line, person)}) > 10)
    for person, path in list(zip(people, paths))[:8]:
        one, two = (t.mekiki("inspect", "-v", "-f", f, "--redact", "public", *CLOCK, path).text for f in ("json", "text"))
        few = {m for m in MASK.findall(two) if not m.startswith("token")}
        t.check(f"masks of the text are those of JSON: {path.name}", few and few <= set(MASK.findall(one)), few - set(MASK.findall(one)))
        again = t.mekiki("inspect", "-v", "-f", "json", "--redact", "public", *CLOCK, path).text
        t.equal(f"the same masks each time: {path.name}", again, one)


def worlds(t, formats):
    marks = {"A": ["rcpt@example.jp", "mx.example.jp", "example.jp"], "B": ["admin@example.co.jp", "example.co.jp", "dmail01.example.net"],
             "C": ["noc@example.jp", "mx.example.jp", "example.jp"]}
    for world, words in marks.items():
        folder = WORLDS / world
        common = ["--profile", folder / "site.conf", "--answers", folder / "answers.json", "--redact", "public"]
        for mail in sorted(folder.glob("mail*.eml")):
            for form in formats:
                done = t.mekiki("inspect", "-v", "-f", form, *common, mail)
                if not done.out:
                    continue
                low = re.sub(r"\n\s*", "", done.out.decode("utf-8", "replace").lower().replace("[.]", ".").replace("[@]", "@"))
                left = [w for w in words if w in low]
                t.check(f"world {world}, {form}: our names are masked", not left, [low[max(0, low.find(w) - 60): low.find(w) + 60] for w in left])


def profiles(t, formats):
    raw, person = marked_mail(7)
    path = t.file("one.eml", raw)
    public, share, whole = (t.inspect(*how, path).report for how in (["--redact", "public"], ["--redact", "share"], []))
    t.equal("the report names its profile", (public["redaction"], share["redaction"], whole["redaction"]), ("public", "share", None))
    t.check("the text names it", "profile: public" in t.mekiki("inspect", "--redact", "public", path).text)
    # Letters say themselves what is masked in them, and this mail has none.
    for form in set(formats) - {"authres", "csv", "svg", "arf", "xarf"}:
        t.check(f"{form} names it", re.search(r"(profile.{0,40}|redaction.{0,3})public", t.mekiki("inspect", "-f", form, "--redact", "public", path).text, re.S))
    t.check("public has no hash and no offset", public["input"]["sha256"] is None and all(e["offset"] is None for f in public["findings"] for e in f["evidence"]))
    t.check("share has", share["input"]["sha256"] and any(e["offset"] for f in share["findings"] for e in f["evidence"]))
    t.check("share keeps the domain", person.domain in json.dumps(share) and person.local not in json.dumps(share))
    t.check("the way to the file is nobody's business", public["input"]["name"] == "one.eml", public["input"]["name"])
    t.check("enumerations stay", [f["id"] for f in public["findings"]] == [f["id"] for f in whole["findings"]]
            and [f["grade"] for f in public["findings"]] == [f["grade"] for f in whole["findings"]])

    own = t.file("own.profile", b"# ours\nbase = share\nhide = own-domains\nmask = paymnt-check\nkeep = kit\nshow = hosts\n")
    text = t.inspect("--redact", own, path).text
    t.check("a word of the profile is masked", "paymnt-check" not in text and "masked-1" in text)
    t.check("a kind that it hides is masked", person.domain not in text)
    kept = t.file("kept.profile", f"base = public\nkeep = {person.domain}\n".encode())
    t.check("a word that it keeps stays", f"recipient-1@{person.domain}" in t.inspect("--redact", kept, path).text)
    for wrong, why in ((b"base = nobody\n", "no profile"), (b"hide = everything\n", "none of the kinds"), (b"mask\n", "key = value"), (b"colour = red\n", "keys are")):
        done = t.mekiki("inspect", "--redact", t.file("wrong.profile", wrong), path)
        t.check(f"refused: {wrong!r}", done.status == 2 and why in done.errors and "line 1" in done.errors, done.errors)
    done = t.mekiki("inspect", "--redact", t.scratch / "missing", path)
    t.check("a missing profile is told, and nothing is printed", done.status == 2 and not done.out, done.errors)


def preview(t):
    raw, person = marked_mail(3)
    path = t.file("seen.eml", raw)
    done = t.mekiki("inspect", "--redact", "public", "--preview", path)
    t.check("the preview names words and masks", person.local in done.text and "recipient-1" in done.text, done.text[:400])
    t.check("it is no report", "Findings" not in done.text and "FRAUDULENT" not in done.text)
    rows = t.inspect("--redact", "public", "--preview", path).report
    t.check("as JSON", rows["redaction"] == "public" and any(r["mask"].startswith("recipient-1") and r["times"] > 3 for r in rows["masked"]), rows)
    done = t.mekiki("inspect", "--preview", path)
    t.check("without a profile there is nothing to preview", done.status == 2, done.errors)


def case(t):
    raw, person = marked_mail(11)
    path, kept = t.file("kept.eml", raw), t.scratch / t.group / "kept.case"
    t.mekiki("inspect", "--case", kept, "--redact", "public", path)
    whole = t.mekiki("replay", "-f", "json", kept).text
    masked = t.mekiki("replay", "-f", "json", "--redact", "public", kept).text
    t.check("the case stays whole", person.address in whole)
    left = marks_in(masked, person)
    t.check("its replay is masked", not left, left[:5])
    t.check("with the masks of the inspection", set(MASK.findall(masked)) == set(MASK.findall(t.inspect("--redact", "public", path).text)))
    again = t.mekiki("replay", "--rejudge", "--redact", "public", kept)
    t.check("what changes is masked too", again.status == 0 and not marks_in(again.text, person), again.text[:300])
