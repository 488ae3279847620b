"""Decoders: codes in pictures, what archives and documents hold, and that what is made to cost too much costs its cap."""

import base64
import io
import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import tarfile
import time
import zipfile
import zlib

import media_files as made

URL = "https://qr.example/login?id=7"
HERE = "mekiki-media"


class Decoders:
    """The command's carrier without the command: a thing, then what was made of it."""

    def __init__(self, t):
        self.t = t
        self.build = pathlib.Path(t.command).parent
        self.tool = self.build / "tests/tools/ask-media"
        self.n = 0

    def ask(self, kind, *things):
        files = []
        for thing in things:
            self.n += 1
            files.append(self.t.file(f"thing-{self.n}", thing))
        done = subprocess.run([self.tool, self.build, kind, *files], capture_output=True, timeout=120)
        answer = json.loads(done.stdout.splitlines()[-1])
        return answer, answer["media"] or {}

    def texts(self, kind, *things):
        return [c.get("text") for c in self.ask(kind, *things)[1].get("codes", [])]


def noisy(rows, seed):
    """A picture with texture, as photographs have."""
    r = random.Random(seed)
    return [bytes(max(0, min(255, v + r.randint(-40, 40))) for v in row) for row in rows]


def pictures(t, decoders):
    squares = made.matrix(URL)
    plain = made.shades(squares)
    forms = {
        "PNG": made.png(plain),
        "transparent PNG": made.png_clear(plain),
        "BMP": made.bmp(plain),
        "PGM": made.pgm(plain),
        "GIF": made.gif([plain]),
        "JPEG": made.jpeg(squares),
        "light on dark": made.png(made.shades(squares, dark=255, light=0)),
        "one pixel for each square": made.png(made.shades(squares, scale=1)),
        "without a margin": made.png(made.shades(squares, margin=0)),
        "one pixel, light on dark": made.png(made.shades(squares, scale=1, dark=255, light=0)),
        "low contrast": made.png(made.shades(squares, dark=110, light=140)),
        "noise": made.png(noisy(made.shades(squares, dark=60, light=190), 1)),
        "PNG without its end": made.png(plain)[:-30],
    }
    for name, thing in forms.items():
        t.equal(f"a code in a picture: {name}", decoders.texts("image", thing), [URL])
    answer, media = decoders.ask("image", made.png(plain))
    code = media["codes"][0]
    t.check("where it stands", abs(code["left"] - 16) <= 2 and abs(code["top"] - 16) <= 2 and abs(code["width"] - 4 * len(squares)) <= 4, code)
    t.check("the decoder was locked", media["sandbox"] == "full" or t.sanitized, media["sandbox"])
    t.check("light on dark is said", decoders.ask("image", forms["light on dark"])[1]["codes"][0]["inverted"])
    t.equal("a picture without a code", decoders.texts("image", made.png([bytes(200)] * 100 + [b"\xff" * 200] * 100)), [])


def joined(t, decoders):
    squares = made.matrix(URL)
    rows = made.shades(squares)
    middle = len(rows[0]) // 2
    left, right = made.png([r[:middle] for r in rows]), made.png([r[middle:] for r in rows])
    t.equal("half a code says nothing", decoders.texts("image", left), [])
    answer, media = decoders.ask("image-pair", left, right)
    t.equal("two halves side by side", [(c["text"], c["joined"]) for c in media["codes"]], [(URL, True)])
    # Two codes side by side, and a small one in the middle of a large one.
    other = made.shades(made.matrix("https://other.example/"), scale=4)
    height = max(len(rows), len(other))
    both = [(rows[y] if y < len(rows) else b"\xff" * len(rows[0])) + (other[y] if y < len(other) else b"\xff" * len(other[0])) for y in range(height)]
    t.equal("two codes, both", sorted(decoders.texts("image", made.png(both))), sorted([URL, "https://other.example/"]))
    outer = [bytearray(r) for r in made.shades(made.matrix("https://outer.example/" + "x" * 60, "H"), scale=12)]
    inner = made.shades(made.matrix("https://in.example"), scale=3, margin=1)
    at = (len(outer) - len(inner)) // 2
    for y, row in enumerate(inner):
        outer[at + y][at:at + len(row)] = row
    found = decoders.texts("image", made.png([bytes(r) for r in outer]))
    t.check("a code inside a code: both", {"https://in.example", "https://outer.example/" + "x" * 60} <= set(found), found)


def archives(t, decoders):
    page = "<a href='https://a.example/'>Anmeldung</a>"
    answer, media = decoders.ask("archive", made.zipped([("請求書.html", page), ("../../etc/cron.d/x", "x"), ("photo.dat", bytes(5000)), ("in.zip", made.zipped([("b.txt", "b")]))]))
    names = [e["name"] for e in media["entries"]]
    t.equal("ZIP: names are only names", names, ["請求書.html", "../../etc/cron.d/x", "photo.dat", "in.zip"])
    entry = media["entries"][0]
    t.equal("ZIP: what speaks to a reader is given back", base64.b64decode(entry["base64"]).decode(), page)
    t.check("ZIP: what is of no interest is named, with its beginning", media["entries"][2]["cut"] and len(base64.b64decode(media["entries"][2]["base64"])) == 512 and len(media["entries"][2]["sha256"]) == 64)
    inner = base64.b64decode(media["entries"][3]["base64"])
    t.equal("ZIP: an archive inside is asked for likewise", [e["name"] for e in decoders.ask("archive", inner)[1]["entries"]], ["b.txt"])
    old = made.zip_raw([("請求書.js".encode("cp932"), b"x")])
    t.equal("names of old Japanese archives", [e["name"] for e in decoders.ask("archive", old)[1]["entries"]], ["請求書.js"])
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        info = tarfile.TarInfo("a/b.svg")
        info.size = 6
        tar.addfile(info, io.BytesIO(b"<svg/>"))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    media = decoders.ask("archive", out.getvalue())[1]
    t.equal("tar.gz", [(e["name"], e["kind"]) for e in media["entries"]], [("a/b.svg", "file"), ("link", "link")])
    t.check("what is no archive", not decoders.ask("archive", b"hello, this is no archive")[1]["ok"])
    program = shutil.which("7zz") or shutil.which("7z")
    if not program:
        t.skip("7z and encrypted archives", "there is no 7zz")
        return
    folder = t.folder("archives")
    (folder / "契約.html").write_text(page)

    def pack(name, *options):
        subprocess.run([program, "a", *options, folder / name, folder / "契約.html"], capture_output=True, check=True)
        return decoders.ask("archive", (folder / name).read_bytes())[1]
    media = pack("a.7z")
    t.equal("7z", [(media["format"], e["name"], base64.b64decode(e["base64"]).decode()) for e in media["entries"]], [("7z", "契約.html", page)])
    t.equal("ZIP with a password: named, not tried", [(e["encrypted"], "base64" in e) for e in pack("b.zip", "-psecret")["entries"]], [(True, False)])
    media = pack("c.7z", "-psecret", "-mhe=on")
    t.check("7z whose list is encrypted, too", media["encrypted"] and media["entries"] == [], media)


def documents(t, decoders):
    rows = made.shades(made.matrix(URL))
    answer, media = decoders.ask("pdf", made.page_with(rows, b"Pay your invoice", b"https://link.example/pay", b"/OpenAction<</S/#4aavaScript/JS(x)>>"))
    if not os.path.exists("/usr/bin/pdftoppm") or not shutil.which("bwrap"):
        t.check("without poppler: said so", "install" in media["trouble"], media)
        return
    t.equal("PDF: pages, text, code, link", [media["pages"], media["text"].strip(), [c["text"] for c in media["codes"]], media["links"]],
            [1, "Pay your invoice", [URL], [{"url": "https://link.example/pay", "page": 1}]])
    t.equal("PDF: what it would do, in disguise", media["actions"], ["javascript", "open-action"])
    packed = zlib.compress(b"9 0 <</Type/Action/S/Launch/F(cmd.exe)>>")
    hidden = made.pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", made.stream(packed, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")])
    t.equal("PDF: an action in a packed stream", decoders.ask("pdf", hidden)[1]["actions"], ["launch"])
    t.check("what is no PDF", not decoders.ask("pdf", b"hello")[1]["ok"])


def hostile(t, decoders):
    """name, kind, thing, the cap that is named (None: any answer)."""
    zeroes = b"a" * (150 << 20)
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for i in range(100000):
            archive.writestr(zipfile.ZipInfo(f"{i}.txt"), b"")
    nested = b"bottom"
    for depth in range(12):
        nested = made.zipped([(f"{depth}.zip", nested)])
    loop = made.pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>"])
    chain = bytes(50 << 20)
    for _ in range(4):
        chain = zlib.compress(chain, 9)
    filters = made.pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
                        made.stream(chain, b"/Filter[" + b"/FlateDecode" * 4 + b"]")])
    large = made.pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 2000000000 2000000000]>>"])
    two = [b"\0" * 2, b"\xff" * 2]
    cases = [
        ("an archive whose entries share bytes", "archive", made.zip_raw([(b"a.txt", bytes(10 << 20))], 5000), "overlap"),
        ("100,000 entries", "archive", many.getvalue(), "entries"),
        ("deflate, 1000 to 1", "archive", made.zipped([("a.txt", zeroes)]), "ratio"),
        ("the same as a stream", "archive", zlib.compress(zeroes, 9, 31), "ratio"),
        ("archives in archives", "archive", nested, ""),
        ("65,000 x 65,000 pixels that are not there", "image", made.png([b"\0"], 65000, 65000), "pixels"),
        ("a side longer than any", "image", made.png([b"\0"], 2000000000, 1), None),
        ("10,000 frames", "image", made.gif([two] * 10000), "frames"),
        ("a PDF that leads to itself", "pdf", loop, None),
        ("a PDF of filters upon filters", "pdf", filters, None),
        ("a PDF with a page of kilometres", "pdf", large, None),
        ("a PDF without its end", "pdf", made.page_with(two, b"x", b"https://a.example/", b"")[:300], None),
        ("nothing", "image", b"", None),
        ("nothing as an archive", "archive", b"", None),
        ("brackets without end", "pdf", b"%PDF-1.7\n" + b"(" * 3000000, None),
    ]
    for name, kind, thing, cap in cases:
        before = time.monotonic()
        answer, media = decoders.ask(kind, thing)
        took = time.monotonic() - before
        ok = answer["status"] == "answered" and (cap is None or media["cut"] == cap) or (cap is None and answer["status"] in ("failed", "timeout") and answer["reason"])
        t.check(f"{name}: its cap is named", ok, {k: answer[k] for k in answer if k != "media"} | {"cut": media.get("cut"), "trouble": media.get("trouble")})
        t.check(f"{name}: and costs no more", took < (120 if t.sanitized else 15), took)
    for seed, kind in enumerate(("image", "image", "archive", "archive", "pdf")):
        r = random.Random(seed)
        whole = {"image": made.png(made.shades(made.matrix(URL))), "archive": made.zipped([("a.html", "x" * 500)]), "pdf": made.page_with(two, b"x", b"https://a.example/", b"")}[kind]
        for _ in range(6):
            broken = bytearray(whole)
            for _ in range(1 + r.randrange(20)):
                broken[r.randrange(len(broken))] = r.randrange(256)
            answer, _media = decoders.ask(kind, bytes(broken))
            t.check(f"damaged {kind}", answer["status"] == "answered", answer["reason"])
    if not t.sanitized:
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        t.check("no decoder took more than 320 MiB", most < 320, most)


def by_the_command(t):
    """The same by way of a mail: recorded, replayed, planned, written by hand."""
    picture = made.png(made.shades(made.matrix(URL)))
    encoded = base64.encodebytes(picture).decode()
    mail = t.file("picture.eml", ("From: x@sender.example\nTo: y@mine.example\nSubject: scan\nDate: Mon, 02 Jan 2023 00:00:00 +0000\nMIME-Version: 1.0\n"
                                  "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nScan it\n"
                                  f"--b\nContent-Type: image/png; name=code.png\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n{encoded}\n--b--\n").encode())

    def inspect(*args):
        return t.mekiki("inspect", "--clock", "2023-01-02T01:00:00Z", "--format", "json", *args, mail).report
    case = t.scratch / "picture.case"
    report = inspect("--case", case)
    asked = [a for a in report["answers"] if a["question"].startswith("media ")]
    if not asked:
        t.skip("decoders by the command", "attachments are not given to decoders")
        return
    t.check("a picture is decoded offline", len(asked) == 1 and asked[0]["summary"].endswith("1 code"), report["answers"])
    t.check("the level of the decoders is told", report["decoder_sandbox"] == "full" or t.sanitized, report["decoder_sandbox"])
    t.equal("again: the same bytes", inspect(), report)
    t.equal("replayed: the same", t.mekiki("replay", "--format", "json", case).report, report)
    t.check("judged again: no change", "No change" in t.mekiki("replay", "--rejudge", case).text)
    plan = t.mekiki("inspect", "--plan", mail).text
    t.check("a plan names it, and asks", asked[0]["question"].split()[1] in plan.replace("\n", " ") and "decoder on this" in plan, plan)
    said = json.dumps({"ok": True, "format": "png", "codes": [{"type": "qr", "text": "https://written.example/"}]})
    answers = t.file("media.json", json.dumps({"answers": [{"question": asked[0]["question"], "data": [said]}]}).encode())
    hand = [a for a in inspect("--answers", answers)["answers"] if a["question"].startswith("media ")]
    t.equal("an answers file has the word", [(a["from"], a["summary"]) for a in hand], [("answers file", "png, 1 code")])
    without_decoders(t, mail)


def without_decoders(t, mail):
    """The helper is not there, or dies at once: an answer that says so, and the rest of the report."""
    build = pathlib.Path(t.command).parent
    if not (build / "data").exists():
        t.skip("without mekiki-media", "an installed copy")
        return
    house = t.folder("no-decoders")
    for program in ("mekiki", "mekiki-analysis", "mekiki-outlook", "mekiki-case"):
        shutil.copy(build / program, house)
    for folder in ("data", "po"):
        os.symlink(build / folder, house / folder)
    for name, text in (("no decoders", None), ("decoders that die", "#!/bin/sh\nexit 3\n")):
        if text:
            (house / "mekiki-media").write_text(text)
            (house / "mekiki-media").chmod(0o755)
        command, t.command = t.command, str(house / "mekiki")
        try:
            report = t.mekiki("inspect", "--format", "json", mail).report
        finally:
            t.command = command
        said = [(a["status"], "mekiki-media" in (a.get("reason") or a["summary"])) for a in report["answers"] if a["question"].startswith("media ")]
        t.check(f"{name}: said so", [s for s, _ in said] == ["failed"] and report["verdict"]["class"], report["answers"])
        t.equal(f"{name}: no level", report["decoder_sandbox"], None)


def run(t):
    decoders = Decoders(t)
    if not decoders.tool.exists():
        t.skip("decoders", "an installed copy")
        return
    if not shutil.which("qrencode"):
        t.skip("decoders", "there is no qrencode")
        return
    pictures(t, decoders)
    joined(t, decoders)
    archives(t, decoders)
    documents(t, decoders)
    by_the_command(t)
    hostile(t, decoders)
