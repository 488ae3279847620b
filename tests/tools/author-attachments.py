#!/usr/bin/env python3
"""Writes the specimens of attachments: mails with one thing enclosed, their twins, what is
expected, and the answers of decoders where they are asked.

    tests/tools/author-attachments.py [--check]

The result is committed (tests/specimens/attachment); --check only says whether it is what
would be written. Pictures with codes are made with qrencode where that is installed, and
kept in tests/tools/codes otherwise."""

import base64
import io
import pathlib
import sys
import zipfile

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


def main():
    names_and_types()
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
