"""mekiki case: what people add to the three investigations, their sites over time, what is due, two writers at once."""

import concurrent.futures
import fcntl
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time

from harness import ROOT, WORLDS, ids
from worlds import arguments

CREATED, ADDED = "2021-11-15T09:10:00+09:00", "2021-11-18T18:00:00+09:00"


def run(t):
    world_c(t)
    world_a(t)
    world_b(t)
    lists(t)
    words(t)
    older(t)
    writers(t)
    killed(t)
    hostile(t)


# --- making cases

def make(t, name, case, clock=None):
    world = WORLDS / name
    record = arguments(world, "en")
    if clock:
        record[record.index("--clock") + 1] = clock
    done = t.inspect(*record, "--answers", world / "answers.json", "--case", case, world / "mail.eml")
    t.equal(f"{name}: the case is made", (done.status, done.errors), (0, ""))
    return done


def note(t, case, *words, clock=ADDED, by="piyo", status=0):
    done = t.mekiki("case", "note", case, "--clock", clock, *(["--by", by] if by else []), *words)
    t.equal(f"case note {' '.join(map(str, words))[:60]}: status", (done.status, done.errors if status == 0 else ""), (status, ""))
    return done


def rows(case, sql):
    database = sqlite3.connect(f"file:{case}?mode=ro", uri=True)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


def change(case, sql):
    database = sqlite3.connect(case)
    database.executescript(sql)
    database.commit()
    database.close()


def said(t, name, text, *pieces, order=False):
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        t.check(f"{name}: {piece}", found >= 0, text[-3000:])
        if order and found >= 0:
            at = found


def flat(text):
    return " ".join(text.split())


# --- C: sources, statements, a hypothesis that is supported and then withdrawn

def world_c(t):
    folder = t.folder("c")
    case = folder / "c.case"
    make(t, "C", case, CREATED)
    source = ("--kind", "source")
    note(t, case, *source, "--title", "FBI system hacked to email 'urgent' warning about fake cyberattacks", "--outlet", "Bleeping Computer", "--when", "2021-11-13", clock=CREATED)
    note(t, case, *source, "--title", "Hoax Email Blast Abused Poor Coding in FBI Website", "--outlet", "KrebsOnSecurity", "--when", "2021-11-13",
         "--said-by", "pompompurin", "--removes", "2", "I could've 1000% used this to send more legit looking emails", clock=CREATED)
    note(t, case, *source, "--title", "FBI probes cyber-attack emails sent from internal server", "--outlet", "BBC", "--when", "2021-11-14", clock=CREATED)
    note(t, case, "--kind", "statement", "--said-by", "FBI", "--when", "2021-11-13 PM", "The server pushed notifications for LEEP and was not part of the corporate e-mail service.", clock=CREATED)
    note(t, case, "--kind", "response", "--said-by", "FBI", "--outlet", "BBC", "The hardware was taken offline.", clock=CREATED)
    note(t, case, "--kind", "hypothesis", "--said-by", "Spamhaus", "The recipients were taken from ARIN's contacts.", clock=CREATED)
    hypotheses = lambda: [e["hypothesis_state"] for e in t.mekiki("replay", "--format", "json", case).report["notebook"] if e["kind"] == "hypothesis"]
    t.equal("C: proposed", hypotheses(), ["proposed"])
    note(t, case, "--kind", "support", "--about", "6", "All 600 addresses of the first wave stand in it.", clock=CREATED)
    t.equal("C: supported", hypotheses(), ["supported"])
    note(t, case, "--kind", "against", "--about", "6", "150 of the 400 of the second wave do not.")
    t.equal("C: weakened", hypotheses(), ["weakened"])
    note(t, case, "--kind", "withdraw", "--about", "6", "Others received it as well.")
    t.equal("C: withdrawn", hypotheses(), ["withdrawn"])
    note(t, case, "--kind", "hypothesis", "Some published database was used.")
    note(t, case, *source, "--title", "Attribution report", "--outlet", "SHADOWBYTE", "--when", "2021-11-17")

    done = t.mekiki("case", "show", case)
    t.equal("C: case show", (done.status, done.errors), (0, ""))
    text = flat(done.text)
    said(t, "C", text, "withdrawn: The recipients were taken from ARIN's contacts.", "according to Spamhaus", "+ [7] speaks for it", "- [8] speaks against it",
         "WITHDRAWN by piyo, 2021-11-18 PM [9]: Others received it as well.", "proposed: Some published database was used.", order=True)
    said(t, "C", text, "Official statements [4] The server pushed notifications", "according to pompompurin, as reported by KrebsOnSecurity, at 2 removes",
         "according to FBI, as reported by BBC", "FBI probes cyber-attack emails sent from internal server, BBC, 2021-11-14", "noted by piyo, 2021-11-15 AM")
    history = text[text.index("History of this case"):]
    said(t, "C: history", history, "2021-11-15 AM case made", "2021-11-15 AM piyo: source *1 added", "2021-11-18 PM piyo: [6] withdrawn: Others received it as well.",
         "2021-11-18 PM piyo: source *11 added: Attribution report", order=True)

    japanese = t.mekiki("replay", "--lang", "ja", case)
    t.equal("C, in Japanese: status", japanese.status, 0)
    text = flat(japanese.text)
    said(t, "C, in Japanese", text, "人が書き加えたこと", "撤回: The recipients", "公式発表", "出典", "pompompurin によれば（KrebsOnSecurity による、伝聞 2 段）")
    history = text[text.index("更新履歴"):]
    said(t, "C: 更新履歴", history, "2021-11-15 AM 新規作成", "2021-11-18 PM piyo: 出典 *11 を追記: Attribution report", order=True)

    page = t.mekiki("replay", "--format", "html", "--lang", "ja", case).text
    said(t, "C, as a page", page[page.index('id="history"'):], "更新履歴", "新規作成", "#entry-6", "2021-11-18", "piyo")
    said(t, "C, as a page", page[page.index('id="notebook"'):], "SHADOWBYTE", "pompompurin")

    report = t.mekiki("replay", "--format", "json", case).report
    t.equal("C: kinds", [e["kind"] for e in report["notebook"]],
            ["source", "source", "source", "statement", "response", "hypothesis", "support", "against", "withdrawn", "hypothesis", "source"])
    t.equal("C: who notes it", {e["noted_by"] for e in report["notebook"]}, {"piyo"})
    t.equal("C: removes", [e["removes"] for e in report["notebook"]][:5], [0, 2, 0, 0, 1])
    t.equal("C: history", [h["what"] for h in report["history"]], ["examined"] + ["added"] * 8 + ["withdrawn"] + ["added"] * 2)
    t.equal("C: when", [h["utc"] for h in (report["history"][0], report["history"][-1])], ["2021-11-15T00:10:00Z", "2021-11-18T09:00:00Z"])
    try:
        import jsonschema
        schema = json.loads((ROOT / "data/schema/report-1.json").read_text(encoding="utf-8"))
        t.equal("C: follows the schema", [e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(report)][:3], [])
    except ImportError:
        t.skip("C: JSON Schema", "python3-jsonschema is not installed")
    t.equal("C: read back by SQLite", rows(case, "SELECT n, kind, said_by, \"when\" FROM entry WHERE n IN (2, 6)"),
            [(2, "source", "pompompurin", "2021-11-13"), (6, "hypothesis", "Spamhaus", None)])
    t.equal("C: SQLite finds it whole", rows(case, "PRAGMA integrity_check"), [("ok",)])
    t.equal("C: no verdict comes of it", report["verdict"], make(t, "C", folder / "again.case", CREATED).report["verdict"])


# --- A: what was looked for and not found

def world_a(t):
    folder = t.folder("a")
    case = folder / "a.case"
    then = make(t, "A", case)
    t.equal("A: a report knows its own look", [h["what"] for h in then.report["history"]], ["examined"])
    same = t.mekiki("replay", "--format", "json", case)
    t.check("A: the very bytes of then", same.out == then.out)
    note(t, case, "--kind", "finding", "--state", "not-found", "a page that sells tkoviax.cn", by="ann")
    report = t.mekiki("replay", "--format", "json", case).report
    found = [f for f in report["findings"] if f["id"] == "limit.market-history"]
    t.equal("A: looked for and not found", len(found), 1)
    if found:
        said(t, "A", found[0]["title"] + found[0]["detail"], "a page that sells tkoviax", "Noted by ann")
    t.equal("A: the verdict is that of then", report["verdict"]["class"], then.report["verdict"]["class"])
    said(t, "A", flat(t.mekiki("replay", case).text), "looked for by hand, nothing found: a page that sells tkoviax[.]cn")
    t.check("A: nothing else changes", t.mekiki("replay", "--revision", "1", "--rejudge", "--format", "json", case).report["changed"] is False)
    note(t, case, "--kind", "withdraw", "--about", "1")
    t.check("A: withdrawn, it is no finding", "limit.market-history" not in ids(t.mekiki("replay", "--format", "json", case).report))


# --- B: a site that is gone, comes back, and is looked at again in time

def site_answers(t, name, page):
    answers = json.loads((WORLDS / "B/answers.json").read_text(encoding="utf-8"))
    for answer in answers["answers"]:
        if answer["question"].startswith("http GET "):
            answer.clear()
            answer.update(page)
    return t.file(name, json.dumps(answers).encode())


PAGE = {"question": "http GET http://*.circulo.example.org/*",
        "data": ["HTTP/1.1 200 OK\n:address 99.198.113.170:80\ncontent-type: text/html\n\n<html><head><title>Webmail</title></head><body>"
                 "<form method=post><input name=mail><input type=password name=pw></form>Log in</body></html>"]}
SITE = "circulo.example.org"


def world_b(t):
    folder = t.folder("b")
    case = folder / "b.case"
    make(t, "B", case)
    seen = t.mekiki("replay", "--format", "json", case).report["sightings"]
    site = [s for s in seen if s["site"].endswith(SITE)]
    t.check("B: dormant", site and all(s["state"] == "dormant" for s in site), seen)
    begun = 1659402000  # 2022-08-02T10:00+09:00
    at = lambda seconds: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(begun + seconds))
    for seconds, due in ((0, False), (3599, False), (3600, True), (90000, True)):
        done = t.mekiki("case", "due", "--clock", at(seconds), folder)
        t.equal(f"B: due after {seconds} s", (done.status, bool(done.out)), (int(due), due))
    said(t, "B", flat(t.mekiki("case", "due", "--clock", at(3600), case).text), "an hour after the first look")
    names = t.mekiki("case", "due", "--null", "--clock", at(3600), folder)
    t.equal("B: due, for xargs", (names.status, names.out), (1, f"{case}\0".encode()))
    report = t.mekiki("case", "due", "--format", "json", "--clock", at(3600), folder).report
    t.check("B: due, for programs", any(d["since"] == at(3600) and d["seconds_after_first_look"] == 3600 for d in report["due"]), report)

    back = site_answers(t, "back.json", PAGE)
    done = t.mekiki("replay", "--recheck", "--visit", "--answers", back, "--clock", at(3700), "--format", "json", case)
    t.equal("B: asked again", (done.status, done.errors), (0, ""))
    t.check("B: it came back", "web.came-back" in {f["id"] for f in done.report["findings"] if f["now"] and not f["then"]}, [f["id"] for f in done.report["findings"]])
    report = t.mekiki("replay", "--format", "json", case).report
    site = [(s["revision"], s["state"], s["back"]) for s in report["sightings"] if s["site"].endswith(SITE) and s["url"]]
    t.equal("B: dormant, then back", site, [(1, "dormant", False), (2, "live", True)])
    t.check("B: in the report of the revision", "web.came-back" in ids(report), ids(report))
    t.check("B: not in that of the first", "web.came-back" not in ids(t.mekiki("replay", "--revision", "1", "--format", "json", case).report))
    said(t, "B", flat(t.mekiki("case", "show", case).text), "Sites over time", "2022-08-02 AM dormant → 2022-08-02 AM back", "examined again, revision 2", order=True)
    same = t.mekiki("replay", "--rejudge", "--format", "json", case).report
    t.check("B: judged again it is back as well", not same["changed"], same["findings"])
    t.equal("B: not due", t.mekiki("case", "due", "--clock", at(3800), case).status, 0)
    t.equal("B: due after a day", t.mekiki("case", "due", "--clock", at(86400), case).status, 1)

    gone = site_answers(t, "gone.json", {"question": "http GET http://*.circulo.example.org/*", "status": "failed"})
    text = json.loads(gone.read_text())
    text["answers"] = [a for a in text["answers"] if SITE not in a["question"]]
    gone.write_text(json.dumps(text))
    done = t.mekiki("replay", "--recheck", "--visit", "--answers", gone, "--clock", at(86500), case)
    t.equal("B: asked a third time", done.status, 0)
    last = [s["state"] for s in t.mekiki("replay", "--format", "json", case).report["sightings"] if s["revision"] == 3 and s["site"].endswith(SITE)]
    t.check("B: gone", last and set(last) == {"gone"}, last)
    report = t.mekiki("replay", "--format", "json", "--lang", "en", case).report
    closed = [f for f in report["findings"] if f["id"] == "web.closed"]
    t.check("B: and closed, as the report says", len(closed) == 1 and "the name was gone" in closed[0]["detail"], ids(report))
    t.check("B: it was not closed before", "web.closed" not in ids(t.mekiki("replay", "--revision", "2", "--format", "json", case).report))
    t.equal("B: due after a week", [t.mekiki("case", "due", "--clock", at(s), case).status for s in (7 * 86400 - 1, 7 * 86400)], [0, 1])
    t.mekiki("replay", "--recheck", "--visit", "--answers", gone, "--clock", at(7 * 86400 + 9), case)
    t.equal("B: then no more", t.mekiki("case", "due", "--clock", at(70 * 86400), case).status, 0)
    note(t, case, "--kind", "seen", "--url", f"http://support.{SITE}/", "--state", "back", "in a phone's browser")
    said(t, "B", flat(t.mekiki("case", "show", case).text), "seen by hand: hxxp://support.circulo.example[.]org/ back: in a phone's browser")


# --- the list, and what is given away

def lists(t):
    folder = t.folder("list")
    for name in "ABC":
        make(t, name, folder / f"{name}.case")
    t.file("list/readme.txt", b"no case\n")
    done = t.mekiki("case", "list", folder)
    t.equal("list: status", (done.status, done.errors), (0, ""))
    lines = done.text.splitlines()
    t.equal("list: a line for each case", [n for line in lines for n in "ABC" if f"{n}.case" in line], ["A", "B", "C"])
    t.check("list: verdict and subject", "FRAUDULENT" in lines[0] and "重要なお知らせ" in lines[0], lines)
    cards = t.mekiki("case", "list", "--format", "json", folder).reports
    t.equal("list: states", [c["state"] for c in cards][:2], ["live", "dormant"])
    t.equal("list: when", cards[0]["last_looked_at"], "2023-01-02T01:00:00Z")
    t.equal("list: when again", cards[0]["next_due"], "2023-01-02T02:00:00Z")
    here = t.mekiki("case", "list", cwd=folder)
    t.equal("list: this folder", len(here.text.splitlines()), 3)
    t.equal("list: an empty folder", (t.mekiki("case", "list", t.folder("none")).status, t.mekiki("case", "list", t.folder("none")).out), (0, b""))
    no = t.mekiki("case", "list", folder / "missing.case")
    t.check("list: what is not there", no.status == 2 and "missing.case" in no.errors and not no.out, no.errors)
    no = t.mekiki("case", "list", t.file("list/broken.case", b"nothing"), folder / "A.case")
    t.check("list: what is no case; the others are there", no.status == 2 and "broken.case" in no.errors and "A.case" in no.text, no.errors)

    thing = folder / "thing.case"
    t.mekiki("lookup", "--answers", WORLDS / "A/answers.json", "--clock", ADDED, "--case", thing, "https://mtocgra.cn/")
    note(t, thing, "what was looked up has a notebook too")
    said(t, "a thing that was looked up", flat(t.mekiki("replay", thing).text), "what was looked up has a notebook too", "History of this case")
    t.equal("a thing in the list", t.mekiki("case", "list", "--format", "json", thing).report["subject"], "https://mtocgra.cn/")

    public = t.folder("public")
    done = t.mekiki("case", "export", folder / "A.case", folder / "B.case", "--format", "text,json", "-o", public)
    t.equal("export: status", (done.status, done.errors, done.out), (0, "", b""))
    t.equal("export: a file for each", sorted(p.name for p in public.iterdir()), ["A.json", "A.txt", "B.json", "B.txt"])
    t.equal("export: masked", json.loads((public / "A.json").read_text())["redaction"], "public")
    t.check("export: no recipient", b"rcpt@example.jp" not in (public / "A.json").read_bytes() + (public / "A.txt").read_bytes())
    whole = t.mekiki("case", "export", folder / "A.case", "--format", "json", "--redact", "none")
    t.check("export: --redact none is what replay shows", whole.out == t.mekiki("replay", "--format", "json", folder / "A.case").out)
    for form in ("markdown", "csv", "stix", "misp", "html", "authres"):
        one = t.mekiki("case", "export", folder / "A.case", "--format", form)
        t.check(f"export: {form} alone", one.status == 0 and one.out and b"rcpt@example.jp" not in one.out, one.errors)
    no = t.mekiki("case", "export", folder / "A.case", folder / "B.case")
    t.check("export: several need a folder", no.status == 2 and "folder" in no.errors, no.errors)


# --- what is refused

def words(t):
    folder = t.folder("words")
    case = folder / "a.case"
    make(t, "A", case)
    kept = case.read_bytes()
    for name, args, why in (
            ("nothing", [], "says nothing"),
            ("another kind", ["--kind", "rumour", "x"], "no kind"),
            ("a source of nothing", ["--kind", "source", "x"], "says nothing"),
            ("support of nothing", ["--kind", "support", "x"], "of which hypothesis"),
            ("withdraws nothing", ["--kind", "withdraw", "--about", "4"], "not there"),
            ("a letter without a state", ["--kind", "letter", "x"], "states"),
            ("a date", ["--when", "yesterday", "x"], "a date is like"),
            ("too long", ["x" * 70000], "too long")):
        done = t.mekiki("case", "note", case, *args)
        t.check(f"{name}: told", done.status == 2 and why in done.errors and not done.out, done.errors)
    t.check("the case is as it was", case.read_bytes() == kept)
    t.equal("no word below case", t.mekiki("case").status, 2)
    t.equal("another word below case", t.mekiki("case", "burn").status, 2)
    t.check("help of one below", "--kind" in t.mekiki("help", "case", "note").text and "--kind" in t.mekiki("case", "note", "--help").text)
    done = t.mekiki("case", "note", case, "-", stdin="一行目\n二行目\x1b[31m\n".encode())
    t.equal("a text from standard input", done.status, 0)
    shown = t.mekiki("case", "show", case).text
    t.check("what a terminal would obey is shown", "\x1b" not in shown and "二行目" in shown, shown)
    t.check("the user's own name", rows(case, "SELECT author FROM entry")[0][0])
    for lang in ("en", "ja"):
        t.equal(f"{lang}: a refusal in that language", "says nothing" in t.mekiki("case", "note", "--lang", lang, case).errors, lang == "en")


# --- cases of before

def older(t):
    folder = t.folder("older")
    case = folder / "a.case"
    make(t, "A", case)
    change(case, "DROP TABLE entry; DROP TABLE sighting; PRAGMA user_version=1; VACUUM")
    done = t.mekiki("replay", "--format", "json", case)
    t.equal("format 1 is read", (done.status, done.errors), (0, ""))
    t.equal("format 1: nothing is made up", (done.report["notebook"], done.report["sightings"]), ([], []))
    t.equal("format 1: in the list", t.mekiki("case", "list", "--format", "json", case).report["state"], None)
    note(t, case, "it gets a notebook")
    t.equal("and becomes format 2", (rows(case, "PRAGMA user_version"), rows(case, "SELECT text FROM entry")), ([(2,)], [("it gets a notebook",)]))


# --- two writers

def writers(t):
    folder = t.folder("writers")
    case = folder / "a.case"
    make(t, "A", case)
    with concurrent.futures.ThreadPoolExecutor(6) as many:
        done = list(many.map(lambda n: t.mekiki("case", "note", case, "--by", f"writer{n}", f"entry of {n}"), range(12)))
    t.equal("twelve writers at once: all succeed", {d.status for d in done}, {0})
    t.equal("twelve writers at once: no entry is lost", sorted(rows(case, "SELECT text FROM entry")), sorted((f"entry of {n}",) for n in range(12)))
    t.equal("numbers without a gap", [n for n, in rows(case, "SELECT n FROM entry")], list(range(1, 13)))
    kept = case.read_bytes()
    with open(case, "rb") as locked:
        fcntl.flock(locked, fcntl.LOCK_EX)
        done = t.mekiki("replay", "--recheck", "--answers", WORLDS / "A/answers.json", case)
        t.check("asked again while somebody writes: told", done.status == 2 and "somebody else" in done.errors + done.text, done.errors + done.text)
        t.equal("reading needs no lock", t.mekiki("case", "show", case).status, 0)
        done = t.mekiki("inspect", "--case", case, "--clock", "2023-01-02T10:00:00Z", WORLDS / "A/mail.eml")
        t.check("examined while somebody writes: told", done.status == 2 and "somebody else" in done.errors, done.errors)
    t.check("the case is as it was", case.read_bytes() == kept)
    plain = folder / "plain.case"
    t.mekiki("inspect", "--case", plain, WORLDS / "A/mail.eml")
    note(t, plain, "mine")
    kept = plain.read_bytes()
    done = t.mekiki("inspect", "--case", plain, WORLDS / "A/mail.eml")
    t.check("a case with notes is not written over", done.status == 2 and plain.read_bytes() == kept and "left as it is" in done.errors, done.errors)
    t.equal("nothing is left behind", sorted(os.listdir(folder)), ["a.case", "plain.case"])


def killed(t):
    """Whenever it is killed: the case of before, or the one with the entry."""
    folder = t.folder("killed")
    case = folder / "a.case"
    make(t, "A", case)
    for n in range(12):
        before = len(rows(case, "SELECT n FROM entry"))
        child = subprocess.Popen([t.command, "case", "note", str(case), f"entry {n}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.02 * n)
        child.send_signal(signal.SIGKILL)
        child.wait()
        after = len(rows(case, "SELECT n FROM entry"))
        t.check(f"killed after {20 * n} ms: whole", after - before in (0, 1) and rows(case, "PRAGMA integrity_check") == [("ok",)], (before, after))
        t.equal(f"killed after {20 * n} ms: replayed", t.mekiki("replay", "-q", case).status, 0)
    full = folder / "full.case"
    shutil.copy(case, full)
    kept = full.read_bytes()
    done = t.mekiki("case", "note", full, "x", wrap=["sh", "-c", 'ulimit -f 16; exec "$@"', "sh"])
    t.check("no room: told, and the case stays", done.status == 2 and full.read_bytes() == kept, done.errors)


def hostile(t):
    """What somebody else put into the new tables."""
    folder = t.folder("hostile")
    good = folder / "good.case"
    make(t, "A", good)
    note(t, good, "x")
    entry = "INSERT INTO entry VALUES(1,2,'%s',0,'a','b',%s,'%s','t','o','u','s','%s',%s)"
    for name, sql in (
            ("a number that is taken", "UPDATE entry SET n=7"),
            ("another kind", entry % ("rumour", 0, "", "", 0)),
            ("about what comes later", entry % ("note", 9, "", "", 0)),
            ("a state that is none", entry % ("seen", 0, "haunted", "", 0)),
            ("a date that is none", entry % ("note", 0, "", "\x1b[31m", 0)),
            ("too many removes", entry % ("note", 0, "", "", 2**40)),
            ("a revision that is not there", "UPDATE entry SET revision=9"),
            ("a time before all times", "UPDATE entry SET utc=-99"),
            ("a number as text", "UPDATE entry SET n='x'"),
            ("a sighting of nothing", "INSERT INTO sighting VALUES(1,'','','live',0)"),
            ("a sighting of another kind", "INSERT INTO sighting VALUES(1,'a','','haunted',0)"),
            ("a trigger", "CREATE TRIGGER z AFTER INSERT ON entry BEGIN DELETE FROM entry; END"),
            ("an index", "CREATE INDEX z ON entry(text)"),
            ("more entries than one case may have",
             "WITH RECURSIVE c(x) AS (VALUES(2) UNION ALL SELECT x+1 FROM c WHERE x<20000) INSERT INTO entry SELECT 1,x,'note',0,'a','b',0,'','','','','','',0 FROM c")):
        bad = folder / "bad.case"
        shutil.copy(good, bad)
        change(bad, sql)
        kept = bad.read_bytes()
        for words in (["replay"], ["case", "show"], ["case", "list"], ["case", "due"], ["case", "note"]):
            done = t.mekiki(*words, bad, *(["y"] if words[-1] == "note" else []))
            t.equal(f"{name}: {' '.join(words)}", done.status, 2)
            t.check(f"{name}: {' '.join(words)}: nothing reaches a terminal", "\x1b" not in done.text + done.errors)
        t.check(f"{name}: it stays as it is", bad.read_bytes() == kept)
    many = folder / "many.case"
    shutil.copy(good, many)
    change(many, "WITH RECURSIVE c(x) AS (VALUES(2) UNION ALL SELECT x+1 FROM c WHERE x<9999) INSERT INTO entry "
                 "SELECT 1,x,CASE WHEN x=2 THEN 'hypothesis' WHEN x%2 THEN 'support' ELSE 'hypothesis' END,0,'a','b',CASE WHEN x%2 THEN 2 ELSE 0 END,'','','','','','',0 FROM c")
    began = time.monotonic()
    done = t.mekiki("case", "show", many, timeout=120)
    t.equal("thousands of hypotheses are shown", done.status, 0)
    if not t.sanitized:
        t.check("and take no time", time.monotonic() - began < 20, time.monotonic() - began)
