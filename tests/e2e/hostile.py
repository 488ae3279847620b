"""Whatever a mail holds, what people see of it is inert, and JSON stays JSON."""

import re
import unicodedata

from harness import SPECIMENS, WORLDS, mail

NASTY = [
    ("terminal escapes", "\x1b]0;owned\x07\x1b[31mred\x1b[0m"),
    ("C1 controls", "\u009b31mred\u0085"),
    ("bidi override", "\u202egpj.exe\u202c \u2066x\u2069"),
    ("zero width", "pay\u200bpal \u2060x\ufeff"),
    ("carriage return", "good\rbad"),
    ("markup", "<script>alert(1)</script> \" ' & |"),
]
# What must never reach a terminal: controls but LF, formatting characters that reorder or hide.
FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

ALONE = True  # time and memory of hostile mails


def encoded(text):
    import base64
    return "=?utf-8?B?" + base64.b64encode(text.encode()).decode() + "?="


def run(t):
    for name, text in NASTY:
        for place, fields in [
            ("subject, raw", {"Subject": text}),
            ("subject, encoded", {"Subject": encoded("Hello " + text)}),
            ("display name", {"From": encoded(text) + " <ann@sender.example>"}),
            ("message id", {"Message-ID": f"<{text}@sender.example>"}),
            ("unknown field", {"X-Mailer": text}),
        ]:
            raw = mail(1, **fields)
            for lang in ("en", "ja"):
                done = t.mekiki("inspect", "-v", "--lang", lang, "-", stdin=raw)
                found = FORBIDDEN.search(done.text)
                t.check(f"{name} in {place}: text report, {lang}", done.status == 0 and not found, found and ascii(done.text[max(0, found.start() - 60) : found.end() + 20]))
            report = t.inspect("-", stdin=raw).report
            t.check(f"{name} in {place}: JSON report", report["verdict"]["class"])

    long_texts(t)
    masses(t)

    mails = sorted(p for d in (SPECIMENS, WORLDS) for p in d.rglob("*.eml"))
    done = t.mekiki("inspect", "-v", "--lang", "ja", *mails)
    found = FORBIDDEN.search(done.text)
    t.check("all specimens and worlds", not found, found and ascii(done.text[max(0, found.start() - 60) : found.end() + 20]))
    wide = [line for line in done.text.splitlines() if columns(line) > 80]
    t.check("no line is wider than 80 columns", not wide, wide[:3])

    name = "\x1b[31mred.eml"
    path = t.file(name, mail(1))
    done = t.mekiki("inspect", path)
    t.check("a file name with an escape", not FORBIDDEN.search(done.text + done.errors), ascii(done.text[:200]))
    done = t.mekiki("inspect", t.scratch / "\x1b[31mmissing.eml")
    t.check("a missing file with an escape in its name", not FORBIDDEN.search(done.text + done.errors), ascii(done.errors))


def html(body):
    return mail(1, Content_Type="text/html; charset=utf-8").split(b"\n\n")[0] + b"\n\n" + body


def masses(t):
    """Far more of one thing than any mail has: no worker dies of it."""
    parts = {"page": b"--b\nContent-Type: text/html\n\n<a href=https://a.example>x</a>\n",
             "page as a file": b"--b\nContent-Type: application/x; name=a.html\n\n<a href=https://a.example>x</a>\n"}
    shapes = {f"3,000 parts: {name}": mail(1, Content_Type="multipart/mixed; boundary=b").split(b"\n\n")[0] + b"\n\n" + part * 3000 + b"--b--\n"
              for name, part in parts.items()}
    shapes["4,000 pages in data: URLs"] = html(b"".join(b"<a href='data:text/html,<a href=https://a%d.example>x</a>'>%d</a>" % (n, n) for n in range(4000)))
    shapes["12,000 links"] = html(b"".join(b"<a href=https://h%d.example/>%d</a>" % (n, n) for n in range(12000)))
    shapes["200 kB of http:"] = mail(1) + b"http:" * 40000
    shapes["a URL of 300 kB"] = html(b"<a href=https://www.example.com/" + b"a/" * 150_000 + b">x</a>")
    for name, line in [("boundaries", b"x--b--"), ("boundaries and CRs", b"x\r--b--")]:
        # A lone CR has bodies read by whom "--b" is a boundary wherever it stands. (A sanitizer's memmem()
        # looks at all that it might read, each time.)
        size = 200_000 if t.sanitized else 6_000_000
        shapes[f"{size} bytes of {name} in one line"] = mail(1, Content_Type="multipart/mixed; boundary=b").split(b"\n\n")[0] + b"\n\n--b\n\na\rb\n" + line * (size // len(line)) + b"\n--b--\n"
    shapes["URL in URL, 10,000 deep"] = html(b"<a href=" + b"https://www.google.com/url?q=" * 10_000 + b">x</a>")
    for name, raw in shapes.items():
        report = t.inspect("-", stdin=raw).report
        t.equal(f"{name}: the worker lives", report["input"]["death"], None)
    report = t.inspect("-", stdin=shapes["12,000 links"]).report
    t.check("12,000 links: what was left out is told", "limit.links" in {f["id"] for f in report["findings"]})


def long_texts(t):
    """What is long is cut, and the report says where."""
    long = "\u202e" * 300_000
    for name, fields, place in [
        ("subject", {"Subject": long}, "/message/subject"),
        ("display name", {"From": f'"{long}" <ann@sender.example>'}, "/message/from/0/name"),
        ("message id", {"Message-ID": f"<{long}@sender.example>"}, "/message/message_id/id"),
        ("file name", {"Content-Disposition": f'attachment; filename="{long}"'}, "/message/parts/0/filename"),
        ("hop", {"Received": f"from a.example (a.example [192.0.2.1]) by b.example id {long}; Tue, 7 Mar 2023 10:00:02 +0900"}, "/path/hops/0/raw"),
    ]:
        done = t.inspect("-", stdin=mail(1, **fields))
        t.check(f"900 kB of {name}: a small report", len(done.out) < 400_000, len(done.out))
        t.check(f"900 kB of {name}: cut, and told", place in done.report["cut"], done.report["cut"])
        cut = [f["id"] for f in done.report["findings"] for v in f["values"].values() if len(str(v)) > 5000 and isinstance(v, str)]
        t.equal(f"900 kB of {name}: no long value in a finding", cut, [])
    done = t.inspect("-", stdin=mail(1))
    t.equal("nothing is cut in a plain mail", done.report["cut"], [])


def columns(line):
    width = 0
    for c in line:
        if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf"):
            continue
        width += 2 if unicodedata.east_asian_width(c) in "WF" else 1
    return width
