"""Case files: the same bytes again, whole or not at all, and what somebody else put into one."""

import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import time

from carrier import ZONE, House
from harness import MAIL, ROOT, WORLDS, ids, mail
from worlds import arguments

QUICK = True
CLOCK = ["--clock", "2026-11-22T00:00:00Z"]

LONG = 60


def run(t):
    worlds(t)
    where(t)
    existing(t)
    killed(t)
    full(t)
    hostile(t)
    unfinished(t)
    again(t)
    live(t)
    elsewhere(t)


def answers(world):
    return ["--answers", world / "answers.json"] if (world / "answers.json").exists() else []


WAYS = {"json": ["--format", "json"], "en": ["--lang", "en"], "en -v": ["--lang", "en", "-v", "--no-defang"],
        "ja -v": ["--lang", "ja", "-v", "--explain"], "-q": ["-q"]}


def shown_as(t, folder, name, record, mails, ways=tuple(WAYS), **options):
    """Each way to show a report: what inspect gave, and what replay gives."""
    sums = [hashlib.sha256(m.read_bytes()).hexdigest() for m in mails]
    for label in ways:
        how = WAYS[label]
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        then = t.mekiki("inspect", *how, *record, "--case", folder, *mails)
        now = t.mekiki("replay", *how, *[folder / f"{s}.case" for s in sums], **options)
        t.equal(f"{name}, {label}: replay succeeds", now.status, 0)
        if label == "json":
            cases = [folder / f"{s}.case" for s in sums]
            differ = [r for r in t.mekiki("replay", "--rejudge", "--format", "json", *cases).reports if r["changed"] or r["answers"] or r["tables"]]
            t.check(f"{name}: --rejudge shows no change", not differ, differ)
        t.check(f"{name}, {label}: the very bytes of then", now.out == then.out, first_difference(then.out, now.out))


def first_difference(a, b):
    for n, (x, y) in enumerate(zip(a.splitlines(), b.splitlines())):
        if x != y:
            at = next((i for i, (p, q) in enumerate(zip(x, y)) if p != q), min(len(x), len(y)))
            return f"line {n + 1}: {x[max(0, at - 80):at + 120]!r} became {y[max(0, at - 80):at + 120]!r}"
    return f"{len(a)} bytes became {len(b)}"


def worlds(t):
    for world in sorted(p for p in WORLDS.iterdir() if p.is_dir()):
        for letter in sorted(world.glob("*.eml")):
            record = arguments(world, "en")[2:] + answers(world)
            shown_as(t, t.scratch / "case/world", f"{world.name}/{letter.name}", record or CLOCK, [letter])


def elsewhere(t):
    """Other tables, other texts, another clock, another locale: nothing of it is used."""
    other = t.folder("elsewhere")
    built = pathlib.Path(t.command).parent
    if not (built / "mekiki-case").exists() or not (built / "data").exists():
        t.skip("a program with other tables", "this one is installed")
        return
    for name in ("mekiki", "mekiki-analysis", "mekiki-case", "mekiki-outlook"):
        shutil.copy(built / name, other / name)
    shutil.copytree(built / "data", other / "data")
    shutil.copytree(built / "po", other / "po")
    for table in (other / "data").glob("*.txt"):
        text = table.read_text(encoding="utf-8")
        table.unlink()
        head = [line for line in text.splitlines(True) if line.startswith("#")]
        table.write_text("".join(head), encoding="utf-8")  # no rows at all
    world = WORLDS / "A"
    case = other / "a.case"
    record = arguments(world, "en")[2:] + answers(world)
    then = t.mekiki("inspect", "-v", "--lang", "ja", *record, "--case", case, world / "mail.eml")
    command, t.command = t.command, str(other / "mekiki")
    env = {"LC_ALL": "ja_JP.UTF-8", "TZ": "Asia/Tokyo"}
    now = t.mekiki("replay", "-v", "--lang", "ja", case, env=env)
    t.check("other tables: the same bytes", now.out == then.out, now.errors or first_difference(then.out, now.out))
    shutil.rmtree(other / "data")
    now = t.mekiki("replay", "-v", "--lang", "ja", case, env=env)
    t.check("no tables: the same bytes", now.out == then.out, now.errors)
    t.command = command


def where(t):
    folder = t.folder("where")
    letter = t.file("where.eml", MAIL)
    case = folder / "one.case"

    done = t.mekiki("inspect", "--format", "json", *CLOCK, "--case", case, "-", stdin=MAIL)
    t.equal("standard input: status", done.status, 0)
    t.check("standard input: the same bytes", t.mekiki("replay", "--format", "json", case).out == done.out)
    t.equal("standard input: the message is there", bytes(rows(case, "SELECT bytes FROM message")[0][0]), MAIL)
    t.equal("a case on standard input", t.mekiki("replay", "--format", "json", "-", stdin=case.read_bytes()).out, done.out)

    several = t.mekiki("inspect", "--case", folder / "several.case", letter, letter)
    t.equal("several inputs need a folder: status", several.status, 2)
    t.check("several inputs need a folder: said", "folder" in several.errors, several.errors)
    one = b"From a@sender.example Tue Mar  7 10:00:00 2023\n"
    box = t.file("box.mbox", b"".join(one + mail(n) + b"\n" for n in range(5)) + one + mail(1))
    done = t.inspect("--case", folder / "box.case", box)
    t.equal("a mailbox needs a folder: status", done.status, 2)
    t.equal("a mailbox needs a folder: the reports are there", len(done.reports), 6)
    t.check("a mailbox needs a folder: nothing is written", not (folder / "box.case").exists())
    cases = t.folder("cases")
    done = t.inspect("--case", cases, box)
    t.equal("a mailbox and a folder: status", done.status, 0)
    want = {r["input"]["sha256"] + ".case" for r in done.reports}
    t.equal("a mailbox and a folder: a case for each message", set(os.listdir(cases)), want)
    shown = t.mekiki("replay", "--format", "json", cases)
    t.equal("a folder of cases", {r["input"]["sha256"] + ".case" for r in shown.reports}, want)

    no = t.mekiki("inspect", "--case", folder / "nothing.case", t.file("readme.txt", b"no mail\n"))
    t.check("what is no mail makes no case", no.status == 2 and not (folder / "nothing.case").exists(), no.errors)
    no = t.inspect("--case", folder / "missing/x.case", letter)
    t.check("a folder that is not there: told, and the report is there", no.status == 2 and no.report and "x.case" in no.errors, no.errors)
    empty = t.mekiki("replay", t.folder("empty"))
    t.check("a folder without a case", empty.status == 2 and "no case" in empty.errors, empty.errors)


def existing(t):
    folder = t.folder("existing")
    letter, other = t.file("a.eml", MAIL), t.file("b.eml", mail("other"))
    case = folder / "a.case"

    t.inspect("--case", case, letter)
    again = t.inspect(*CLOCK, "--case", case, letter)
    t.equal("the same message: replaced", (again.status, rows(case, "SELECT clock FROM revision")), (0, [(1795305600,)]))
    kept = case.read_bytes()
    done = t.inspect("--case", case, other)
    t.check("the case of another message is kept", done.status == 2 and case.read_bytes() == kept and done.report, done.errors)
    t.check("the case of another message: said", "another message" in done.errors, done.errors)
    change(case, "UPDATE revision SET contact='lookup'")
    kept = case.read_bytes()
    done = t.inspect("--case", case, letter)
    t.check("answers from outside are kept", done.status == 2 and case.read_bytes() == kept, done.errors)
    note = t.file("existing/note.txt", b"shopping list")
    done = t.inspect("--case", note, letter)
    t.check("what is no case is kept", done.status == 2 and note.read_bytes() == b"shopping list", done.errors)
    done = t.inspect("--case", letter, letter)
    t.check("the mail itself is kept", done.status == 2 and letter.read_bytes() == MAIL, done.errors)


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


def killed(t):
    """Whatever moment it is killed at: no case, or a whole one, and never a lost old one."""
    folder = t.folder("killed")
    case = folder / "k.case"
    rounds = 12 if t.quick or t.sanitized else 100  # what is written, and when, is the same in all builds
    dice = random.Random(4)
    letter = MAIL + b"A line of the body.\n" * 20000
    began = time.monotonic()
    t.mekiki("inspect", "--case", folder / "whole.case", "-", stdin=letter)
    usual = time.monotonic() - began
    os.remove(folder / "whole.case")
    broken, seen = [], {"none": 0, "unfinished": 0, "finished": 0}
    for n in range(rounds):
        if n == rounds // 2:  # from here on over an old one
            t.mekiki("inspect", "--case", case, "-", stdin=letter)
        elif n < rounds // 2 and case.exists():
            os.remove(case)
        process = subprocess.Popen([t.command, "inspect", "--case", case, "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.stdin.write(letter)
            process.stdin.close()
        except BrokenPipeError:
            pass
        time.sleep(dice.random() * usual * 1.2)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if not case.exists():
            seen["none"] += 1
            if n >= rounds // 2:
                broken.append(f"round {n}: the old one is lost")
            continue
        done = t.mekiki("replay", case)
        seen["unfinished" if "unfinished" in done.errors else "finished"] += 1
        if done.status != 0:
            broken.append(f"round {n}: {done.errors}")
    print(f"killed {rounds} times: {seen}")
    t.check(f"killed {rounds} times ({seen}): no broken case", not broken, broken)
    left = [p.name for p in folder.iterdir() if p != case]
    t.check("killed: nothing half is left behind", all(t.mekiki("replay", folder / p).status == 0 for p in left), left)


def full(t):
    folder = t.folder("full")
    letter = t.file("full.eml", MAIL + b"x" * 70 * 1000)
    mount = f'mount -t tmpfs -o size=64k none "{folder}" && exec "$@"'
    wrap = next((w for w in (["unshare", "-m"], ["unshare", "-rm"])
                 if shutil.which("unshare") and subprocess.run([*w, "sh", "-c", mount, "sh", "true"], stderr=subprocess.DEVNULL).returncode == 0), None)
    if wrap:
        done = t.inspect("--case", folder / "f.case", letter, wrap=[*wrap, "sh", "-c", mount, "sh"])
        t.equal("a full disk: status", done.status, 2)
        t.check("a full disk: told", "No space left" in done.errors, done.errors)
        t.check("a full disk: the report is there", done.report["message"]["subject"] == "Minutes of yesterday")
        listed = subprocess.run([*wrap, "sh", "-c", mount, "sh", "sh", "-c", f'"{t.command}" inspect --case "{folder}/f.case" "{letter}" >&2; ls -A "{folder}"'],
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        t.equal("a full disk: nothing half is left", listed, b"")
    else:
        t.skip("a full disk", "no right to mount one")
    case = folder / "g.case"
    t.inspect("--case", case, letter)
    kept = case.read_bytes()
    done = t.inspect("--case", case, letter, wrap=["sh", "-c", 'ulimit -f 60; exec "$@"', "sh"])
    t.check("a file that may not grow: told, the report is there", done.status == 2 and done.report, done.errors)
    t.check("a file that may not grow: the old case is whole", case.read_bytes() == kept)


def refused(t, name, case, says=None):
    done = t.mekiki("replay", "--format", "json", case, timeout=60)
    t.equal(f"hostile: {name}: status", done.status, 2)
    t.check(f"hostile: {name}: a line that says why", len(done.reports) == 1 and done.report["input"]["error"], done.text[:300])
    if says:
        t.check(f"hostile: {name}: says {says!r}", says in done.errors, done.errors)


def hostile(t):
    folder = t.folder("hostile")
    good = folder / "good.case"
    t.inspect("--case", good, "-", stdin=(WORLDS / "A/mail.eml").read_bytes())
    whole = good.read_bytes()
    for name, data in {"empty": b"", "text": b"Subject: hello\n\n", "half": whole[:len(whole) // 2], "a page less": whole[:-4096],
                       "a byte more": whole + b"\0", "zeros": b"\0" * 100000, "only the head": whole[:100],
                       "zeros behind the head": whole[:4096] + b"\0" * (len(whole) - 4096)}.items():
        refused(t, name, t.file(f"hostile/{name}.case", data))
    million = "WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x+1 FROM c WHERE x<1000100)"
    for name, (sql, says) in {
        "a view": ("CREATE VIEW v AS SELECT 1", "its tables"),
        "a trigger": ("CREATE TRIGGER t AFTER INSERT ON input BEGIN SELECT 1; END", "its tables"),
        "a table less": ("DROP TABLE entry", "tampered"),
        "a table with another column": ("ALTER TABLE phrase ADD COLUMN z", "its tables"),
        "a million values": (f"{million} INSERT INTO value SELECT 1,'finding',1,'k','text','v',x FROM c", "rows"),
        "a million findings": (f"{million} INSERT INTO finding SELECT 1,x,'a.b','note','observed',0,'t','d' FROM c", "rows"),
        "another message": ("UPDATE message SET bytes=CAST('Subject: other' AS BLOB)", "SHA-256"),
        "no message": ("DELETE FROM message", "message"),
        "no revision": ("DELETE FROM revision", "revision"),
        "a year beyond dates": ("UPDATE revision SET clock=9000000000000000000", "revision"),
        "an escape code as title": ("UPDATE finding SET title='\x1b]0;gotcha\x07' WHERE n=1", "sentence"),
        "an escape code as id": ("UPDATE finding SET id='a\x1b[31m' WHERE n=1", "id"),
        "an escape code as phrase": ("UPDATE phrase SET japanese=char(27)||'[2J'", "sentence"),
        "an escape code as contact": ("UPDATE revision SET contact=char(27)||'c'", "revision"),
        "evidence outside the message": ("UPDATE evidence SET start=1000000000", "evidence"),
        "evidence before the message": ("UPDATE evidence SET start=-1", "evidence"),
        "a sentence that no check has": ("UPDATE finding SET variant=99", "sentence"),
        "a value of nobody": ("UPDATE value SET owner_n=99999 WHERE owner='finding'", "number"),
        "a score beyond one": ("UPDATE verdict SET score=7.5", "verdict"),
        "a weight like a mountain": ("UPDATE share SET weight=1e300", "share"),
        "a class that is none": ("UPDATE verdict SET class='splendid'", "verdict"),
        "two verdicts": ("INSERT INTO verdict SELECT * FROM verdict", "verdict"),
        "a table's bytes gone": ("DELETE FROM data_bytes", "tampered"),
        "a table under another sum": ("UPDATE data SET sha256=(SELECT sha256 FROM data_bytes LIMIT 1)", None),
        "a table twice": ("INSERT INTO data SELECT * FROM data", "twice"),
        "a profile that is none": ("UPDATE input SET profile_name='p', profile='nonsense'", None),
    }.items():
        case = folder / "changed.case"
        case.write_bytes(whole)
        change(case, sql)
        refused(t, name, case, says)
    dice = random.Random(1)
    for n in range(20 if t.quick else 60):  # whatever is bent: an answer, no crash
        bent = bytearray(whole)
        for _ in range(dice.randint(1, 30)):
            bent[dice.randrange(len(bent))] = dice.randrange(256)
        done = t.mekiki("replay", "--format", "json", t.file("hostile/bent.case", bytes(bent)))
        t.check(f"hostile: bent {n}", done.status in (0, 2) and len(done.reports) == 1 and "signal" not in done.errors, done.errors)
    text = t.mekiki("replay", folder / "changed.case", good)
    t.check("hostile: the next one is shown", text.status == 2 and b"ETC" in text.out, text.errors)


def unfinished(t):
    """What a run that was killed leaves: message, input, tables."""
    folder = t.folder("unfinished")
    case = folder / "u.case"
    letter = WORLDS / "A/mail.eml"
    then = t.inspect(*CLOCK, "--case", case, letter)
    change(case, "UPDATE revision SET finished=0; " + "".join(f"DELETE FROM {name};" for name in ("answer", "finding", "evidence", "verdict", "question", "share", "value", "phrase")))
    now = t.mekiki("replay", "--format", "json", case)
    t.equal("unfinished: status", now.status, 0)
    t.check("unfinished: said", "unfinished" in now.errors, now.errors)
    t.equal("unfinished: findings as far as they go", ids(now.report), ids(then.report))
    t.equal("unfinished: may be replaced", t.inspect("--case", case, letter).status, 0)
    change(case, "UPDATE revision SET tool_version='0.0.9'")
    now = t.mekiki("replay", "--format", "json", case)
    t.check("another version: said, on standard error alone", "0.0.9" in now.errors and now.report["tool"]["version"] == "0.0.9", now.errors)
    change(case, "UPDATE finding SET id='gone.check', title='A check that went', detail='It said {host}.' WHERE n=1; "
                 "INSERT INTO phrase VALUES('A check that went','なくなった検査')")
    now = t.mekiki("replay", "--format", "json", "--lang", "ja", case)
    t.check("a check that is gone still shows", now.report["findings"][0]["id"] == "gone.check" and now.report["findings"][0]["title"] == "なくなった検査", now.report["findings"][0])


def again(t):
    """Judged again, asked again."""
    folder = t.folder("again")
    case = folder / "a.case"
    world = WORLDS / "A"
    record = arguments(world, "en")[2:] + answers(world)
    then = t.inspect(*record, "--case", case, world / "mail.eml")
    schema = json.loads((ROOT / "data/schema/changes-1.json").read_text(encoding="utf-8"))
    same = t.mekiki("replay", "--rejudge", case)
    t.check("--rejudge: no change is said plainly", "No change" in same.text, same.text)
    t.check("--rejudge, in Japanese", "変化なし" in t.mekiki("replay", "--rejudge", "--lang", "ja", case).text)

    change(case, "UPDATE finding SET severity='note' WHERE id='brand.not-official'; UPDATE finding SET id='gone.check' WHERE id='tgt.single'; "
                 "UPDATE value SET text='elsewhere.example' WHERE owner='finding' AND key='host' AND owner_n=(SELECT n FROM finding WHERE id='url.not-official'); "
                 "UPDATE verdict SET class='suspicious', score=0.5; DELETE FROM answer WHERE question LIKE 'dns TXT %'")
    done = t.mekiki("replay", "--rejudge", "--format", "json", case)
    report = done.report
    try:
        import jsonschema
        errors = [e.message for r in (report, t.mekiki("replay", "--rejudge", "--format", "json", "--lang", "ja", case).report)
                  for e in jsonschema.Draft202012Validator(schema).iter_errors(r)]
        t.equal("--rejudge: follows its schema", errors, [])
    except ImportError:
        t.skip("--rejudge: JSON Schema", "python3-jsonschema is not installed")
    by_id = {f["id"]: f for f in report["findings"]}
    t.check("--rejudge: gone", by_id["gone.check"]["now"] is None and by_id["gone.check"]["then"], by_id.keys())
    t.check("--rejudge: new", by_id["tgt.single"]["then"] is None and by_id["tgt.single"]["now"], by_id.keys())
    changed = by_id["brand.not-official"]
    t.equal("--rejudge: another severity", (changed["then"]["severity"], changed["now"]["severity"]), ("note", "adverse"))
    t.equal("--rejudge: the verdict of then and now", [report["verdict"][k]["class"] for k in ("then", "now")], ["suspicious", "fraudulent"])
    t.check("--rejudge: changed", report["changed"])
    unasked = [a for a in report["answers"] if a["question"].startswith("dns TXT ")]
    t.check("--rejudge: what today's checks ask and the case does not have", unasked and all(a["then"] is None and a["now"]["status"] == "not-recorded" for a in unasked), report["answers"])
    text = t.mekiki("replay", "--rejudge", case).text
    for piece in ("gone.check", "SUSPICIOUS (0.50) → FRAUDULENT", "~ ", "+ ", "- "):
        t.check(f"--rejudge, as text: {piece}", piece in text, text[:1500])

    os.remove(case)
    then = t.inspect(*record, "--case", case, world / "mail.eml")
    other = t.file("again/other.json", b'{"default": "no-data", "answers": []}')
    done = t.mekiki("replay", "--recheck", "--answers", other, "--clock", "2026-11-22T00:00:00Z", "--format", "json", case)
    t.equal("--recheck: status", (done.status, done.errors), (0, ""))
    t.check("--recheck: answers of then and now", any(a["then"] and a["now"] and a["then"]["status"] == "answered" and a["now"]["status"] == "no-data" for a in done.report["answers"]), done.report["answers"])
    t.equal("--recheck: one more revision", rows(case, "SELECT n, finished FROM revision"), [(1, 1), (2, 1)])
    t.equal("--recheck: the old one as it was", t.mekiki("replay", "--revision", "1", "--format", "json", case).out, then.out)
    now = t.mekiki("replay", "--format", "json", case)
    t.equal("--recheck: the latest is shown", now.report["clock"], "2026-11-22T00:00:00Z")
    t.equal("--recheck: each table's bytes once", rows(case, "SELECT count(*), count(DISTINCT sha256) FROM data_bytes")[0], rows(case, "SELECT count(DISTINCT sha256), count(DISTINCT sha256) FROM data")[0])
    t.equal("a revision that is not there", t.mekiki("replay", "--revision", "3", case).status, 2)
    pipe = t.mekiki("replay", "--recheck", "--answers", other, "-", stdin=case.read_bytes())
    t.check("--recheck needs a file", pipe.status == 2 and "name the file" in pipe.errors, pipe.errors)
    kept = case.read_bytes()
    os.chmod(folder, 0o555)
    if os.geteuid() != 0:
        done = t.mekiki("replay", "--recheck", "--answers", other, case)
        t.check("--recheck where nothing can be written: told, the case stays", done.status == 2 and case.read_bytes() == kept, done.errors)
    os.chmod(folder, 0o755)


def live(t):
    """Answers from outside: recorded, shown again without asking, asked again on demand."""
    if not (pathlib.Path(t.command).parent / "data").exists():
        t.skip("answers from outside", "this one is installed")
        return
    house = House(t, "house", {"answers": ZONE, "default": {"status": "no-such-name"}})
    case = house.folder / "l.case"
    letter = t.file("live.eml", MAIL)
    then = house.inspect("--case", case, letter)
    t.equal("live: status", (then.status, then.errors), (0, ""))
    t.check("live: asked", then.report["contact"] == "lookup" and len(house.asked or []) > 2)
    now = house.mekiki("replay", "--format", "json", case)
    t.check("live: the very bytes of then", now.out == then.out, first_difference(then.out, now.out))
    t.equal("live: nobody was asked", house.asked, None)
    differ = house.mekiki("replay", "--rejudge", "--format", "json", case).report
    t.check("live: --rejudge shows no change", not differ["changed"] and not differ["answers"], differ)
    kept = case.read_bytes()
    t.check("live: is not written over", house.inspect("--case", case, letter).status == 2 and case.read_bytes() == kept)

    house = House(t, "house2", {"answers": {**ZONE, "dns TXT pass.example": ["v=spf1 ip4:192.0.2.99 -all"]}, "default": {"status": "no-such-name"}})
    done = house.mekiki("replay", "--recheck", "--format", "json", case)
    t.equal("live: --recheck: status", (done.status, done.errors), (0, ""))
    t.check("live: --recheck asks", house.asked)
    t.check("live: --recheck: the record changed", any(a["question"] == "dns TXT pass.example" and a["then"] and a["now"] for a in done.report["answers"]), done.report["answers"])
    t.check("live: --recheck: so did what is found", done.report["changed"])
    t.equal("live: the first revision stays", house.mekiki("replay", "--revision", "1", "--format", "json", case).out, then.out)

    house = House(t, "house3", {"answers": {}, "default": {"silent": True}})
    case = house.folder / "w.case"
    process = subprocess.Popen([str(house.folder / "mekiki"), "inspect", "--lookup", "--case", str(case), "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    process.stdin.write(MAIL)
    process.stdin.close()
    end = time.monotonic() + 60
    while not (house.folder / "asked").exists() and time.monotonic() < end:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = house.mekiki("replay", "--format", "json", case)
    t.check("killed while it waits: the message is there", done.status == 0 and "unfinished" in done.errors and done.report["message"]["subject"] == "Minutes of yesterday", done.errors)
    t.equal("killed while it waits: as it came", bytes(rows(case, "SELECT bytes FROM message")[0][0]), MAIL)
