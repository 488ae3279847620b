"""Files, folders, Maildir, mbox, standard input, many at once; always in order."""

from harness import MAIL, mail, WORLDS

QUICK = True


def subjects(reports):
    return [r["message"]["subject"] for r in reports]


def run(t):
    done = t.inspect("-", stdin=MAIL)
    t.equal("standard input: name", done.report["input"]["name"], "-")
    t.equal("standard input: subject", done.report["message"]["subject"], "Minutes of yesterday")
    done = t.inspect(stdin=MAIL)
    t.equal("standard input without being named", done.report["input"]["name"], "-")

    folder = t.folder("letters")
    names = ["b.eml", "a.eml", "B.eml", "z", "10.eml", "9.eml", "é.eml"]
    for name in names:
        (folder / name).write_bytes(mail(name))
    (folder / "sub").mkdir()
    (folder / "sub" / "c.eml").write_bytes(mail("sub/c.eml"))
    done = t.inspect(folder)
    found = [r["input"]["name"] for r in done.reports]
    t.equal("folder: byte order of names", found, sorted(found, key=lambda n: n.encode()))
    t.check("folder: all files", len(found) >= len(names), found)

    maildir = t.folder("Maildir")
    for sub in ("cur", "new", "tmp"):
        (maildir / sub).mkdir()
    (maildir / "cur" / "1:2,S").write_bytes(mail("read"))
    (maildir / "new" / "2").write_bytes(mail("unread"))
    (maildir / "tmp" / "3").write_bytes(mail("half written"))
    done = t.inspect(maildir)
    t.equal("Maildir: cur and new, not tmp", subjects(done.reports), ["Minutes read", "Minutes unread"])

    box = b"".join(b"From x@sender.example Tue Mar  7 10:00:0%d 2023\n" % n + mail(n) + b"\n>From here on it is body.\n\n" for n in range(5))
    done = t.inspect(t.file("five.mbox", box))
    t.equal("mbox: five mails in order", subjects(done.reports), [f"Minutes {n}" for n in range(5)])
    t.equal("mbox: each has its own name", len({r["input"]["name"] for r in done.reports}), 5)
    done = t.inspect("-", stdin=box)
    t.equal("mbox on standard input", len(done.reports), 5)
    one = b"From x@sender.example Tue Mar  7 10:00:00 2023\n" + MAIL
    t.equal("one mail behind a From line", subjects(t.inspect("-", stdin=one).reports), ["Minutes of yesterday"])

    done = t.inspect("-", stdin=MAIL.replace(b"\n", b"\r\n"))
    t.equal("CRLF", done.report["message"]["subject"], "Minutes of yesterday")
    head = MAIL.split(b"\n\n")[0] + b"\n"
    done = t.inspect("-", stdin=head)
    t.equal("pasted headers alone", done.report["message"]["subject"], "Minutes of yesterday")
    done = t.inspect("-", stdin=b"The source of the mail:\n\n" + MAIL)
    t.equal("junk lines in front", done.report["message"]["subject"], "Minutes of yesterday")

    carrier = (b"From: helpdesk@example.jp\nTo: analyst@example.jp\nSubject: Fwd: is this real?\n"
               b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b1\n\n--b1\nContent-Type: text/plain\n\n"
               b"Please have a look.\n--b1\nContent-Type: message/rfc822\n\n" + MAIL + b"\n--b1--\n")
    done = t.inspect("-", stdin=carrier)
    t.equal("a mail that reports a mail: the carried one is the subject", done.report["message"]["subject"], "Minutes of yesterday")
    t.check("a mail that reports a mail: says so", "msg.carried" in {f["id"] for f in done.report["findings"]})
    parts = {part["id"]: part for part in done.report["message"]["parts"]}
    carrier = done.report["message"]["carrier_part"]
    t.equal("a mail that reports a mail: the tree is that of the whole input", parts[carrier]["type"], "message/rfc822")
    t.check("a mail that reports a mail: the carried one stands below its carrier", any(p["parent"] == carrier for p in parts.values()))

    files = [t.file(f"many/{n:04d}.eml", mail(n)) for n in range(300)]
    done = t.inspect(*files)
    t.equal("300 files: in order", subjects(done.reports), [f"Minutes {n}" for n in range(300)])
    done = t.inspect(files[0], files[0])
    t.equal("the same file twice", len(done.reports), 2)

    a = WORLDS / "A/mail.eml"
    once, again = t.inspect(a, "--clock", "2023-01-02T10:00:00Z"), t.inspect(a, "--clock", "2023-01-02T10:00:00Z")
    t.equal("the same input gives the same bytes", once.out, again.out)
    out = t.scratch / "report.json"
    done = t.inspect("-o", out, a, "--clock", "2023-01-02T10:00:00Z")
    t.equal("-o: the file holds the report", out.read_bytes(), once.out)
    t.equal("-o: nothing on standard output", done.out, b"")
