"""The other commands: extract, read, checks, data, profile draft, selftest."""

import base64
import json
import re

from harness import MAIL, ROOT, WORLDS

QUICK = True

FILE = bytes(range(256)) * 40
TWO_PARTS = (MAIL.split(b"Content-Type")[0] + b"Content-Type: multipart/mixed; boundary=b1\n\n--b1\nContent-Type: text/plain; charset=utf-8\n"
             b"Content-Transfer-Encoding: quoted-printable\n\nF=C3=BCr alle\n--b1\nContent-Type: application/pdf; name=x.pdf\n"
             b"Content-Disposition: attachment; filename=x.pdf\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(FILE) + b"--b1--\n")


def read(t, kind, values, *options, as_json=False):
    stdin = "".join((json.dumps({"input": v}) if as_json else v) + "\n" for v in values).encode()
    done = t.mekiki("read", kind, *(["--json"] if as_json else []), *options, stdin=stdin)
    t.equal(f"read {kind}: status", done.status, 0)
    if not t.equal(f"read {kind}: a line for each value", len(done.text.splitlines()), len(values)):
        return [{} for _ in values]
    return done.reports


def run(t):
    parts_of(t)
    readers(t)
    lists(t)

    good = [WORLDS / "controls" / n for n in ("etc-usage-notice.eml", "newsletter-short-links.eml", "card-statement-other-official-domain.eml")]
    done = t.mekiki("profile", "draft", *good)
    t.equal("profile draft: status", done.status, 0)
    t.check("profile draft: knows the site's server", "mx.example.jp" in done.text, done.text)
    draft = t.file("draft.conf", done.out)
    done = t.inspect("--profile", draft, WORLDS / "A/mail.eml")
    t.equal("profile draft: what it wrote can be used", done.status, 0)
    t.check("profile draft: and it makes the hop vouched", done.status == 0 and done.report["path"]["hops"][0]["grade"] == "vouched", done.text[:300])

    done = t.mekiki("selftest", timeout=120)
    t.equal("selftest: status", done.status, 0)
    t.check("selftest: says what is forbidden", len(done.text.splitlines()) > 5, done.text)
    t.check("selftest: the program with the network may open no file", re.search(r"^open a file: .*mekiki-lookup (ended|refused), mekiki-browser (ended|refused), mekiki-media (ended|refused), mekiki-log (ended|refused)$", done.text, re.M), done.text)
    t.check("selftest: and run no other", re.search(r"^run another program: .*mekiki-lookup (ended|refused), mekiki-browser (ended|refused), mekiki-media (ended|refused), mekiki-log (ended|refused)$", done.text, re.M), done.text)
    t.check("selftest: whether there is a browser, and what holds it", re.search(r"^Browser \(--visit=browser\): \S", done.text, re.M), done.text)
    t.equal("selftest: it may have a network, and nothing else", len(re.findall("mekiki-lookup may", done.text)), 2)

    a = WORLDS / "A/mail.eml"
    profile = ["--profile", WORLDS / "A/site.conf"]
    only = {f["id"] for f in t.inspect("--only", "hdr", *profile, a).report["findings"]}
    t.check("--only an area", only and all(i.startswith("hdr.") for i in only), only)
    without = {f["id"] for f in t.inspect("--skip", "hdr,when", *profile, a).report["findings"]}
    t.check("--skip areas", without and not [i for i in without if i.startswith(("hdr.", "when."))], without)
    quiet = t.mekiki("inspect", "-q", *profile, a).text
    normal = t.mekiki("inspect", *profile, a).text
    verbose = t.mekiki("inspect", "-v", *profile, a).text
    t.check("-q is shorter, -v is longer", len(quiet) < len(normal) < len(verbose), [len(quiet), len(normal), len(verbose)])
    t.check("links and addresses are defanged", "fevcvxs[.]cn" in normal and "@fevcvxs.cn" not in normal, normal[:600])
    t.check("--no-defang", "fevcvxs.cn" in t.mekiki("inspect", "--no-defang", *profile, a).text)
    given = t.inspect("--client-ip", "192.0.2.200", "--helo", "given.example", "--mail-from", "x@given.example", a).report
    t.equal("--client-ip: it is the origin", given["path"]["origin"]["ip"], "192.0.2.200")
    t.equal("--helo: it is the origin's", given["path"]["origin"]["helo"], "given.example")


def parts_of(t):
    path = t.file("parts.eml", TWO_PARTS)
    report = t.inspect(path).report
    parts = {p["type"]: p for p in report["message"]["parts"]}
    pdf = parts.get("application/pdf")
    if not t.check("the file is among the parts", pdf, list(parts)):
        return
    done = t.mekiki("extract", path, str(pdf["id"]))
    t.equal("extract: the decoded bytes", done.out, FILE)
    import hashlib
    t.equal("extract: the hash in the report is theirs", pdf["sha256"], hashlib.sha256(FILE).hexdigest())
    out = t.scratch / "x.pdf"
    t.mekiki("extract", "-o", out, path, str(pdf["id"]))
    t.equal("extract -o", out.read_bytes() if out.exists() else None, FILE)
    text = parts.get("text/plain")
    done = t.mekiki("extract", path, str(text["id"]))
    t.check("extract: text as it was", done.out.startswith("Für alle".encode()), done.out)


def readers(t):
    (date,) = read(t, "date", ["Sun, 01 Jan 2023 20:41:04 +0800"])
    t.equal("read date: utc", date.get("utc"), "2023-01-01T12:41:04Z")
    t.equal("read date: offset", date.get("offset_minutes"), 480)
    date, none = read(t, "date", ["1 Jan 2023 12:00 GMT", "tomorrow"], as_json=True)
    t.equal("read date: good and bad", [date.get("ok"), none.get("ok")], [True, False])
    (words,) = read(t, "words", ["=?utf-8?b?44CQRVRD44CR6YeN6KaB44Gq44GK55+l44KJ44Gb?="])
    t.equal("read words", words.get("text"), "【ETC】重要なお知らせ")
    (address,) = read(t, "address", ["=?utf-8?q?etc-meisai?= <etc-meisai@fevcvxs.cn>"])
    t.equal("read address: one", [a.get("address") for a in address.get("addresses", [])], ["etc-meisai@fevcvxs.cn"])
    t.equal("read address: its name", [a.get("name") for a in address.get("addresses", [])], ["etc-meisai"])
    (received,) = read(t, "received", ["from fevcvxs.cn (tkoviax.cn [117.50.174.153])\n by mx.example.jp (Postfix) with ESMTPS id 5799452000E\n"
                                       " for <rcpt@example.jp>; Sun, 1 Jan 2023 22:22:02 +0900 (JST)"], as_json=True)
    want = {"helo": "fevcvxs.cn", "rdns": "tkoviax.cn", "ip": "117.50.174.153", "by": "mx.example.jp", "protocol": "ESMTPS",
            "id": "5799452000E", "for": "rcpt@example.jp", "utc": "2023-01-01T13:22:02Z"}
    t.equal("read received", {k: received.get(k) for k in want}, want)
    (qmail,) = read(t, "received", ["from unknown (HELO jp5) (office@example.ac.jp@20.63.138.218) by dmail01.example.net with ESMTPA; 2 Aug 2022 07:31:04 +0900"])
    t.equal("read received: a login in the form of qmail", [qmail.get(k) for k in ("helo", "ip", "auth_user")], ["jp5", "20.63.138.218", "office@example.ac.jp"])
    host, bad = read(t, "host", ["WWW.Example.CO.JP.", "-"])
    t.equal("read host: registrable domain", host.get("registrable_domain"), "example.co.jp")
    t.equal("read host: public suffix", host.get("public_suffix"), "co.jp")
    url, none = read(t, "url", ["HTTP://bank.example\\@evil.example:80/a?", "http://a b/"])
    want = {"ok": True, "href": "http://bank.example/@evil.example:80/a?", "scheme": "http", "username": None, "password": None,
            "host": "bank.example", "port": None, "path": "/@evil.example:80/a", "query": "", "fragment": None,
            "registrable_domain": "bank.example", "rfc3986_host": "evil.example", "odd": ["backslash"]}
    t.equal("read url", {k: url.get(k) for k in want}, want)
    t.equal("read url: refused", {k: none.get(k) for k in want}, dict.fromkeys(want, None) | {"ok": False, "odd": []})
    based = t.mekiki("read", "url", "--json", stdin=b'{"base": "https://a.example/b/c?d", "input": "../e#"}\n')
    t.equal("read url: base", json.loads(based.text)["href"], "https://a.example/e#")
    many = read(t, "date", [f"{d} Jan 2023 00:00:00 +0000" for d in range(1, 29)] * 200)
    t.equal("read: thousands of lines, in order", [m.get("utc", "")[8:10] for m in many[:28]], [f"{d:02d}" for d in range(1, 29)])


def lists(t):
    en = t.mekiki("checks", "--lang", "en").text
    ja = t.mekiki("checks", "--lang", "ja").text
    t.check("checks: both languages", "hdr.msgid-missing" in en and "hdr.msgid-missing" in ja and en != ja)
    t.check("checks: Japanese is Japanese", len(re.findall("[\u3040-\u30ff]", ja)) > 500)
    table = (ROOT / "src/check/table.c").read_text(encoding="utf-8")
    names = re.findall(r"\browl?\((\w+)\)", table)
    known = set(re.findall(r"\b[a-z]+\.[a-z][a-z0-9-]*\b", en))
    t.check("checks: as many as the table has", len(known) >= len([n for n in names if n != "row"]), (len(known), len(names)))
    data = t.mekiki("data").text
    for table in ("brands", "holidays", "weights"):
        t.check(f"data: {table} with its date", re.search(rf"{table}.*\d{{4}}-\d\d-\d\d", data), data)
