"""Rules of the user (--yara): what they see and may ask, what is told of them, what is refused, and cases with them."""

import base64
import hashlib
import sqlite3

from harness import MAIL, WORLDS

WORLD_A = WORLDS / "A/mail.eml"

JAPANESE = b"""Received: from mail.sender.example (mail.sender.example [198.51.100.7])
\tby mx.example.jp (Postfix) with ESMTPS id 1A2B3C; Tue, 7 Mar 2023 10:00:02 +0900 (JST)
Date: Tue, 07 Mar 2023 10:00:00 +0900
From: ann@sender.example
To: rcpt@example.jp
Subject: hello
Message-ID: <20230307100000.1@sender.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=iso-2022-jp

""" + "こんにちは".encode("iso-2022-jp") + b"""
--b
Content-Type: application/octet-stream; name=tool.exe
Content-Transfer-Encoding: base64

""" + base64.b64encode(b"MZ" + bytes(62) + b"PAYLOAD") + b"""
--b--
"""


def rule(name, condition, strings="", meta="", tags=""):
    return (f"rule {name} {': ' + tags if tags else ''} {{\n"
            + (f" meta: {meta}\n" if meta else "") + (f" strings: {strings}\n" if strings else "")
            + f" condition: {condition}\n}}\n").encode()


def matches(report):
    return {f["values"]["rule"]: f for f in report["findings"] if f["id"] == "yara.match"}


def built_in(t):
    done = t.inspect("--yara", t.file("true.yar", rule("yes", "true")), WORLD_A)
    return "without libyara" not in done.errors


def what_they_see(t):
    rules = t.file("see.yar",
                   rule("whole", '$r at 0', '$r = "Received:"')
                   + rule("decoded", '$p and mekiki_place == "part" and extension == ".exe"', '$p = "PAYLOAD"')
                   + rule("read", '$k and mekiki_place == "text"', '$k = "こんにちは"')
                   + rule("about", 'mekiki_from_domain == "sender.example" and mekiki_subject == "hello" and mekiki_place == "message"')
                   + rule("silent", '$s', '$s = "kumquat"'))
    report = t.inspect("--yara", rules, t.file("see.eml", JAPANESE)).report
    found = matches(report)
    t.equal("they see the message, its parts decoded, and its text as UTF-8", set(found), {"whole", "decoded", "read", "about"})
    t.equal("what is there under the lock", report["sandbox"], t.inspect(WORLD_A).report["sandbox"])
    where = found["whole"]["evidence"]
    t.check("a match in the message leads to its bytes", where and (where[0]["offset"], where[0]["length"]) == (0, 9), where)
    t.check("a match in a decoded part names the part", found["decoded"]["evidence"][0].get("part") == 2, found["decoded"])
    t.equal("the place in the decoded bytes is told", found["decoded"]["values"]["found"], ["part 2 $p 64+7"])
    t.check("a match in the text leads to where it stands", found["read"]["evidence"][0]["offset"] > JAPANESE.index(b"iso-2022-jp\n\n"), found["read"])


def what_they_say(t):
    rules = t.file("say.yar", rule("bad", '$a', '$a = "minutes"', 'description = "about minutes" mekiki_severity = "adverse"', "one two")
                   + rule("plain", '$a', '$a = "minutes"'))
    quiet = t.inspect(t.file("mail.eml", MAIL)).report
    report = t.inspect("--yara", rules, t.file("mail.eml", MAIL)).report
    found = matches(report)
    t.equal("tags, description, namespace", [found["bad"]["values"][k] for k in ("tags", "description", "file")], [["one", "two"], "about minutes", "say.yar"])
    t.equal("severity by the rule, else a note", [found[k]["severity"] for k in ("bad", "plain")], ["adverse", "note"])
    t.equal("an adverse one makes the message suspicious", (quiet["verdict"]["class"], report["verdict"]["class"]), ("unremarkable", "suspicious"))
    notes = t.inspect("--yara", t.file("note.yar", rule("plain", '$a', '$a = "minutes"')), t.file("mail.eml", MAIL)).report
    t.equal("a note changes nothing", notes["verdict"]["score"], quiet["verdict"]["score"])
    t.check("the text report has it", "about minutes" in t.mekiki("inspect", "--yara", rules, t.file("mail.eml", MAIL)).text)


def what_they_ask(t):
    rules = t.file("ask.yar", rule("imitates", "mekiki_brand_not_official and not mekiki_id_own_domain_spoof"))
    t.equal("a finding is a variable", set(matches(t.inspect("--yara", rules, WORLD_A).report)), {"imitates"})
    two = t.inspect("--yara", rules, WORLD_A, t.file("mail.eml", MAIL), "-j", "1").reports
    t.equal("of one message alone", [set(matches(r)) for r in two], [{"imitates"}, set()])
    every = b"".join(rule(f"r{n}", "mekiki_" + id.replace(".", "_").replace("-", "_"))
                     for n, id in enumerate(c["id"] for c in t.mekiki("checks", "--format", "json").reports))
    t.equal("every check has one", t.inspect("--yara", t.file("every.yar", every), WORLD_A).status, 0)


def what_is_refused(t):
    cases = [
        ("no rule", b"\nrule a { condition: }", "line 2: syntax error"),
        ("an unknown finding", rule("a", "mekiki_nothing_such"), "undefined identifier"),
        ("a module that opens files", b'import "magic"\n' + rule("a", 'magic.type() == "x"'), 'module "magic"'),
        ("a severity of its own", rule("a", "true", meta='mekiki_severity = "critical"'), "mekiki_severity"),
        ("compiled rules", b"YARA\x00\x01", "compiled already"),
    ]
    for name, text, why in cases:
        done = t.inspect("--yara", t.file("wrong.yar", text), "-j", "2", WORLD_A)
        t.check(f"{name}: exit status 2, the file, the reason, once, and no report",
                done.status == 2 and why in done.errors and done.errors.count("\n") == 1 and not done.out, done)
        t.check(f"{name}: the file is named", "wrong.yar" in done.errors or name == "a module that opens files", done.errors)
    done = t.inspect("--yara", "/nowhere/a.yar", WORLD_A)
    t.check("a file that is not there", done.status == 2 and "/nowhere/a.yar" in done.errors, done)
    t.equal("other commands do not take it", t.mekiki("spf", "--yara", "a.yar").status, 2)


def several(t):
    folder = t.folder("several")
    (folder / "inner.yar").write_bytes(rule("inner", "true"))
    (folder / "one.yar").write_bytes(b'include "inner.yar"\n' + rule("same", "true"))
    (folder / "two.yar").write_bytes(rule("same", "true"))
    report = t.inspect("--yara", "one.yar", "--yara", "two.yar", WORLD_A, cwd=folder).report
    t.equal("each file is a namespace; included files are taken", sorted((f["values"]["file"], f["values"]["rule"]) for f in report["findings"] if f["id"] == "yara.match"),
            [("one.yar", "inner"), ("one.yar", "same"), ("two.yar", "same")])
    config = t.folder("config")
    (config / "mekiki").mkdir()
    (config / "mekiki/mekiki.conf").write_text(f"yara = {folder}/two.yar\n")
    report = t.inspect(WORLD_A, env={"XDG_CONFIG_HOME": str(config)}).report
    t.equal("from the configuration", set(matches(report)), {"same"})
    t.equal("which says nothing to commands without rules", t.mekiki("dkim", WORLD_A, env={"XDG_CONFIG_HOME": str(config)}).status, 0)


def slow(t):
    """A rule that costs more than its worth ends, and the report says so."""
    rules = t.file("slow.yar", rule("many", "for all i in (1..2000000000) : (i > 0)"))
    report = t.inspect("--yara", rules, "--timeout", "60", t.file("mail.eml", MAIL)).report
    cut = [f for f in report["findings"] if f["id"] == "limit.rules"]
    t.check("a slow rule is told", len(cut) == 1 and cut[0]["values"]["left"] >= 1, cut)


def in_a_case(t):
    text = rule("imitates", "mekiki_brand_not_official", meta='description = "secret knowledge"')
    rules = t.file("case.yar", text)
    case = t.folder("case") / "a.case"
    before = t.inspect("--yara", rules, "--case", case, WORLD_A)
    with sqlite3.connect(case) as db:
        (sha256,) = db.execute("select sha256 from data where name = 'yara-rules'").fetchone()
    manifest = f"{hashlib.sha256(text).hexdigest()} case.yar\n".encode()
    t.equal("a case knows the rules by their sum", sha256, hashlib.sha256(manifest).hexdigest())
    again = t.mekiki("replay", "--format", "json", case)
    t.equal("replay shows what was found then", again.out, before.out)
    changed = t.mekiki("replay", "--rejudge", "--format", "json", case)
    t.check("judged again without rules, it is gone", "yara.match" in changed.text, changed)
    same = t.mekiki("replay", "--rejudge", "--yara", rules, "--format", "json", case)
    t.check("and with them it stands", "yara.match" not in same.text, same.text)


def run(t):
    if not built_in(t):
        done = t.inspect("--yara", t.file("true.yar", rule("yes", "true")), WORLD_A)
        t.check("without libyara: exit status 2 and one line", done.status == 2 and not done.out, done)
        t.skip("rules", "this build has no libyara")
        return
    what_they_see(t)
    what_they_say(t)
    what_they_ask(t)
    what_is_refused(t)
    several(t)
    slow(t)
    in_a_case(t)
