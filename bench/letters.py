#!/usr/bin/env python3
"""Mails as firms, programs and people send them, for a machine that has no others.

usage: letters.py FOLDER [COUNT [SEED]]

Their sentences are those of the genuine specimens (tests/specimens/genuine), their shapes
what is usual: newsletters and notices with tables, styles and links that count clicks,
letters written with Word, plain answers with quotations, documents enclosed, and the header
fields that large receivers add. The same SEED gives the same mails.
"""

import base64
import email
import email.header
import email.policy
import pathlib
import quopri
import random
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SENDERS = ["shop.example", "news.example.com", "bank.example.net", "travel.example.org", "kaisha.example.jp", "post.example.de"]
COLOURS = ["#333333", "#ffffff", "#0a58ca", "#666", "rgb(34, 34, 34)", "#f4f4f4", "#111111"]
FONTS = ["Arial, Helvetica, sans-serif", "'Segoe UI', Tahoma, sans-serif", "Georgia, serif", "'Hiragino Sans', Meiryo, sans-serif"]


def sentences():
    """{"en": [sentence, ...], "ja": [...]} of the genuine specimens."""
    pools = {}
    for language in ("en", "ja"):
        pool = []
        for path in sorted((ROOT / "tests/specimens/genuine" / language).glob("*.eml")):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            body = mail.get_body(("plain", "html"))
            text = re.sub(r"<[^>]*>|https?://\S+", " ", body.get_content() if body else "")
            pool += [s.strip() for s in re.split(r"(?<=[.!?。])\s+|\n", text) if len(s.strip()) > 8]
        pools[language] = pool
    return pools


class Writer:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.pools = sentences()

    def opaque(self, length, letters="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"):
        return "".join(self.chance.choices(letters, k=length))

    def address(self):
        return f"198.51.100.{self.chance.randint(1, 254)}"

    def some(self, language, low, high):
        return " ".join(self.chance.choice(self.pools[language]) for _ in range(self.chance.randint(low, high)))

    def link(self, sender):
        return self.chance.choice([
            f"https://www.{sender}/{self.opaque(6).lower()}",
            f"https://click.{sender}/ls/click?upn={self.opaque(90)}&amp;e={self.opaque(12)}",
            f"https://www.{sender}/a/b?utm_source=mail&amp;utm_campaign={self.opaque(8)}&amp;id={self.chance.randint(1000, 999999)}",
        ])

    # --- bodies ---------------------------------------------------------------------

    def style(self):
        pick = self.chance.choice
        pieces = [f"color:{pick(COLOURS)}", f"font-size:{self.chance.randint(11, 28)}px", f"font-family:{pick(FONTS)}",
                  f"padding:{self.chance.randint(0, 30)}px {self.chance.randint(0, 30)}px", "line-height:1.5",
                  f"background-color: {pick(COLOURS)}", "margin: 0", "text-align:center", "border-collapse:collapse"]
        return "; ".join(self.chance.sample(pieces, self.chance.randint(2, 5)))

    def sheet(self):
        rules = "".join(f".c{n}, td.c{n} a {{ {self.style()}; }}\n" for n in range(self.chance.randint(4, 24)))
        return (f"<style type=\"text/css\">\nbody {{ margin:0; padding:0; }}\n{rules}"
                "#outlook a { padding: 0 }\n@media only screen and (max-width: 600px) { .wide { width:100% !important } .hide { display:none !important; } }\n</style>\n")

    def row(self, sender, language):
        kind = self.chance.random()
        if kind < 0.2:
            return (f'<tr><td class="c{self.chance.randint(0, 9)}" align="center"><a href="{self.link(sender)}" target="_blank" style="{self.style()}">'
                    f'<img src="https://img.{sender}/{self.opaque(10).lower()}.png" width="{self.chance.randint(20, 600)}" height="80" alt="{self.some(language, 1, 1)[:40]}" border="0"></a></td></tr>\n')
        if kind < 0.45:
            return (f'<tr><td style="{self.style()}"><span style="{self.style()}"><strong>{self.some(language, 1, 1)}</strong></span><br>\n'
                    f'{self.some(language, 1, 3)}&nbsp;<a href="{self.link(sender)}" style="{self.style()}">{self.some(language, 1, 1)[:24]}</a></td></tr>\n')
        if kind < 0.6:
            return (f'<tr><td><table role="presentation" border="0" cellpadding="0" cellspacing="0" width="100%"><tbody><tr>'
                    + "".join(f'<td width="50%" valign="top" style="{self.style()}"><p style="{self.style()}">{self.some(language, 1, 2)}</p></td>' for _ in range(2))
                    + "</tr></tbody></table></td></tr>\n")
        return f'<tr>\n  <td valign="top" class="wide c{self.chance.randint(0, 9)}" style="{self.style()}">\n    <div><p>{self.some(language, 1, 4)}</p></div>\n  </td>\n</tr>\n'

    def newsletter(self, sender, language):
        rows = "".join(self.row(sender, language) for _ in range(self.chance.randint(6, 45)))
        return ('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
                f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n'
                f'<title>{self.some(language, 1, 1)}</title>\n<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->\n{self.sheet()}</head>\n'
                f'<body style="{self.style()}"><div style="display:none;max-height:0;overflow:hidden">{self.some(language, 1, 1)}</div>\n<center><table class="wide" width="600" cellpadding="0" cellspacing="0" border="0" align="center">\n{rows}'
                f'</table></center><img src="https://open.{sender}/o/{self.opaque(60)}" width="1" height="1" alt=""></body></html>\n')

    def notice(self, sender, language):
        lines = "".join(f"<div>{self.some(language, 1, 2)}</div>\n<br>" for _ in range(self.chance.randint(3, 10)))
        return (f'<html><head><meta charset="utf-8"></head><body><div style="{self.style()}">{lines}<p><a href="{self.link(sender)}">{self.some(language, 1, 1)[:30]}</a></p>'
                f"<hr><font size=\"2\" color=\"#888888\">&copy; {sender}</font></div></body></html>\n")

    def word(self, sender, language):
        paragraphs = "".join(f'<p class="MsoNormal"><span lang="EN-US" style="font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif;{self.style()}">{self.some(language, 1, 2)}<o:p></o:p></span></p>\n'
                             for _ in range(self.chance.randint(4, 30)))
        return ('<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">\n<head><meta name="Generator" content="Microsoft Word 15 (filtered medium)">\n'
                "<style><!--\n/* Font Definitions */\n@font-face\n\t{font-family:\"Cambria Math\";\n\tpanose-1:2 4 5 3 5 4 6 3 2 4;}\np.MsoNormal, li.MsoNormal, div.MsoNormal\n\t{margin:0cm;\n\tfont-size:11.0pt;\n\tfont-family:\"Calibri\",sans-serif;}\n"
                "a:link, span.MsoHyperlink\n\t{mso-style-priority:99;\n\tcolor:#0563C1;\n\ttext-decoration:underline;}\n@page WordSection1\n\t{size:612.0pt 792.0pt;}\n--></style></head>\n"
                f'<body lang="EN-US" link="#0563C1" vlink="#954F72"><div class="WordSection1">\n{paragraphs}<p class="MsoNormal"><a href="mailto:desk@{sender}">desk@{sender}</a></p></div></body></html>\n')

    def answer(self, language):
        said = [self.some(language, 1, 2) for _ in range(self.chance.randint(2, 8))]
        quoted = [f"> {self.some(language, 1, 1)}" for _ in range(self.chance.randint(0, 14))]
        return "\n\n".join(said) + "\n\nOn Mon, 2 Nov 2026 at 10:12, A. Person <person@example.org> wrote:\n" + "\n".join(quoted) + "\n\n-- \nA. Person\n+81 3 5555 0100\n"

    # --- parts ------------------------------------------------------------------------

    def part(self, kind, text):
        data = text.encode()
        coding = self.chance.choice(["quoted-printable", "quoted-printable", "base64", "8bit"])
        if coding == "base64":
            data = base64.encodebytes(data)
        elif coding == "quoted-printable":
            data = quopri.encodestring(data)
        return f"Content-Type: {kind}; charset=\"utf-8\"\nContent-Transfer-Encoding: {coding}\n\n".encode() + data

    def enclosed(self):
        kind, name, magic = self.chance.choice([("application/pdf", "invoice.pdf", b"%PDF-1.7\n"), ("image/png", "logo.png", b"\x89PNG\r\n\x1a\n"), ("image/jpeg", "photo.jpg", b"\xff\xd8\xff\xe0")])
        data = magic + self.chance.randbytes(self.chance.randint(4000, 60000))
        return (f'Content-Type: {kind}; name="{name}"\nContent-Disposition: attachment; filename="{name}"\nContent-Transfer-Encoding: base64\n\n'.encode() + base64.encodebytes(data))

    def many(self, kind, parts):
        border = f"----=_Part_{self.opaque(24)}"
        inner = b"".join(f"--{border}\n".encode() + p + b"\n" for p in parts)
        return f'Content-Type: multipart/{kind};\n boundary="{border}"\n\n'.encode() + inner + f"--{border}--\n".encode()

    def body(self, sender, language):
        kind = self.chance.random()
        if kind < 0.15:
            return self.part("text/plain", self.answer(language))
        shape = self.newsletter if kind < 0.6 else self.notice if kind < 0.85 else self.word
        html = self.part("text/html", shape(sender, language))
        if self.chance.random() < 0.55:
            html = self.many("alternative", [self.part("text/plain", self.some(language, 3, 20)), html])
        return self.many("mixed", [html, self.enclosed()]) if self.chance.random() < 0.12 else html

    # --- the header --------------------------------------------------------------------

    def received(self, sender, n):
        a, b = f"mx{n}.{sender if n > 2 else 'mail.example.com'}", f"mx{n - 1}.mail.example.com"
        return self.chance.choice([
            f"Received: from {a} ({a} [{self.address()}])\n\tby {b} (Postfix) with ESMTPS id {self.opaque(11)}\n\tfor <reader@example.com>; Mon,  2 Nov 2026 10:0{9 - n}:{self.chance.randint(10, 59)} +0900 (JST)\n",
            f"Received: from {a} (2001:db8:{n}::15) by {b}\n (2001:db8::3) with Microsoft SMTP Server (version=TLS1_2,\n cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.7472.{n}; Mon, 2 Nov 2026 01:0{9 - n}:11 +0000\n",
            f"Received: by 2002:a05:{n}:b0:3 with SMTP id {self.opaque(14).lower()}csp{self.chance.randint(10**5, 10**6)};\n        Sun, 1 Nov 2026 17:0{9 - n}:03 -0800 (PST)\n",
        ])

    def signature(self, name, sender):
        return (f"{name} v=1; a=rsa-sha256; c=relaxed/relaxed; d={sender}; s=s1; t=1793577600;\n h=From:Date:Subject:Message-ID:Content-Type:MIME-Version;\n bh={self.opaque(43)}=;\n b="
                + "\n ".join(self.opaque(70) for _ in range(4)) + "==\n")

    def header(self, sender, language):
        subject = email.header.Header(self.some(language, 1, 1)[:60], "utf-8" if language == "ja" else "us-ascii").encode()
        verdict = f"spf=pass (sender IP is {self.address()})\n smtp.mailfrom={sender}; dkim=pass (signature was verified)\n header.d={sender};dmarc=pass action=none header.from={sender};"
        fields = "".join(self.received(sender, n) for n in range(1, self.chance.randint(3, 8)))
        fields += f"Authentication-Results: mail.example.com; {verdict}\n"
        if self.chance.random() < 0.5:
            fields += self.signature("ARC-Message-Signature: i=1;", "mail.example.com") + self.signature("ARC-Seal: i=1; cv=none;", "mail.example.com") + f"ARC-Authentication-Results: i=1; mail.example.com; {verdict}\n"
        if self.chance.random() < 0.8:
            fields += self.signature("DKIM-Signature:", sender)
        for n in range(self.chance.randint(0, 30)):
            fields += f"X-Filter-{self.opaque(8)}: {self.opaque(self.chance.randint(4, 60))}\n"
        if self.chance.random() < 0.6:
            fields += "X-Filter-Message-Info:\n" + "".join(f"\t=?us-ascii?B?{self.opaque(60)}?=\n" for _ in range(self.chance.randint(2, 30)))
        return (f"Return-Path: <bounce-{self.opaque(8).lower()}@{sender}>\n{fields}Date: Mon, 2 Nov 2026 10:00:00 +0900\nFrom: {email.header.Header(self.some(language, 1, 1)[:12], 'utf-8').encode()} <info@{sender}>\n"
                f"To: reader@example.com\nSubject: {subject}\nMessage-ID: <{self.opaque(20)}@{sender}>\nMIME-Version: 1.0\n")

    def mail(self):
        sender, language = self.chance.choice(SENDERS), self.chance.choice(["en", "en", "en", "ja"])
        return (self.header(sender, language).encode() + self.body(sender, language)).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def write(folder, count=300, seed=1):
    writer = Writer(seed)
    for n in range(count):
        (pathlib.Path(folder) / f"{n:04d}.eml").write_bytes(writer.mail())


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    pathlib.Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    write(sys.argv[1], *map(int, sys.argv[2:4]))
