"""The HTML report in a real Chromium: it asks nobody, runs nothing, and can be read by everybody, anywhere."""

import base64
import hashlib
import json
import os
import pathlib
import re
import struct
import zlib

import chromium
from harness import WORLDS, ROOT
from html_page import Outline, wrong_with
from worlds import arguments

LONG = 60

REPORTS = [("A", "mail.eml"), ("B", "mail-utf8.eml"), ("C", "mail.eml")]
LOOKS = [("wide", 1280, False), ("narrow", 400, False), ("dark", 1280, True)]
# As npm's registry has it; script/bootstrap fetches it.
AXE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path(os.environ.get("HOME", "/root")) / ".cache") / "mekiki-test/axe.min.js"
AXE_RUN = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target + ' ' + (n.failureSummary || '')).join(' | ')))"


def report(t, world, mail, lang, *more):
    place = WORLDS / world
    args = [*arguments(place, lang), "--answers", place / "answers.json", "--visit", *more]
    log = place / "mail.log"
    if log.exists() and "--log" in t.mekiki("--help").text:
        args += ["--log", log]
    done = t.mekiki("inspect", "--format", "html", *args, place / mail)
    t.equal(f"{world}, {lang}: exit", (done.status, done.errors), (0, ""))
    return done.text


def run(t):
    pages = {}
    for world, mail in REPORTS:
        for lang in ("en", "ja"):
            pages[world, lang] = report(t, world, mail, lang)
            check_page(t, f"{world}, {lang}", pages[world, lang], lang)
    check_headlines(t, pages)
    check_redacted(t)
    check_screenshot(t)
    check_styles(t)
    check_lookup(t)
    if not chromium.command():
        t.skip("in a browser", "chromium is not installed")
        return
    with chromium.Chromium(t.scratch) as browser:
        for (world, lang), text in pages.items():
            in_browser(t, browser, f"{world}, {lang}", t.file(f"{world}-{lang}.html", text.encode()))
        probe(t, browser)


# --- the file itself

def check_page(t, label, text, lang):
    outline = Outline(text)
    t.equal(f"{label}: language", outline.language, lang)
    for what in wrong_with(outline):
        t.check(f"{label}: {what}", False)
    t.check(f"{label}: one main, a header, a footer, a navigation",
            all(outline.count(tag) == 1 for tag in ("main", "footer", "nav", "h1")) and outline.count("header") >= 1)
    t.check(f"{label}: no script, frame, form, style attribute or handler", not outline.forbidden, outline.forbidden[:5])
    css = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    t.check(f"{label}: the policy names this style sheet and nothing else", f"style-src &#39;sha256-{digest}&#39;" in text and "default-src &#39;none&#39;" in text)
    leads = [u for u in outline.outside if not u.startswith("https://")]
    t.check(f"{label}: only search pages are linked", not leads, leads[:5])
    for word in ("rcpt", "example.jp", "admin@", "uid"):
        t.check(f"{label}: no search page is told {word}", not any(word in u for u in outline.outside), outline.outside[:3])


def check_headlines(t, pages):
    wanted = {("A", "en"): ["ETC", "tkoviax[.]cn", "mtocgra[.]cn"], ("A", "ja"): ["ETC", "tkoviax[.]cn", "mtocgra[.]cn", "メール"],
              ("B", "en"): ["KAGOYA", "office@example[.]ac[.]jp"], ("C", "en"): ["ic.fbi[.]gov"]}
    for key, words in wanted.items():
        headline = Outline(pages[key]).headline
        t.check(f"{', '.join(key)}: headline", all(w in headline for w in words), headline)


def check_redacted(t):
    """The page for others: whole, and without those who got the mail."""
    place = WORLDS / "A"
    for lang in ("en", "ja"):
        text = t.mekiki("inspect", "--format", "html", *arguments(place, lang), "--answers", place / "answers.json", "--visit", "--redact", "public", place / "mail.eml").text
        check_page(t, f"A for others, {lang}", text, lang)
        found = re.findall(r".{20}(?:rcpt|example\[?\.\]?jp|mx\.example).{20}", text)
        t.check(f"A for others, {lang}: nobody who got it", not found, found[:3])
        t.check(f"A for others, {lang}: says so", "public" in text)


def tiny_png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", 8, 8, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(bytes(72))) + chunk(b"IEND", b"")


def check_screenshot(t):
    """What a browser showed of the page: only where it is a PNG, and never in a page for others."""
    place = WORLDS / "A"
    for name, picture, more, there in (("a PNG", tiny_png(), [], True), ("no PNG", b"<svg onload=alert(1)>", [], False), ("for others", tiny_png(), ["--redact", "public"], False)):
        answers = json.loads((place / "answers.json").read_text(encoding="utf-8"))
        account = {"browser": "Chrome/1", "ended": "quiet", "url": "https://mtocgra.cn/", "final": "https://mtocgra.cn/pc/login/",
                   "picture": {"type": "image/png", "width": 8, "height": 8, "size": len(picture), "sha256": "aa", "base64": base64.b64encode(picture).decode()}}
        answers["answers"].append({"question": "browse https://mtocgra.cn/?Rfunccode=1013000000&nextfunc=1013000000", "status": "answered",
                                   "data": ["base64:" + base64.b64encode(json.dumps(account).encode()).decode()]})
        path = t.file("browsed.json", json.dumps(answers).encode())
        done = t.mekiki("inspect", "--format", "html", *arguments(place, "en"), "--answers", path, "--visit=browser", *more, place / "mail.eml")
        t.equal(f"picture of the page, {name}: exit", done.status, 0)
        t.equal(f"picture of the page, {name}", f'src="data:image/png;base64,{base64.b64encode(picture).decode()}"' in done.text, there)
        t.check(f"picture of the page, {name}: whole", not list(wrong_with(Outline(done.text))))


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)] if len(colour) == 7 else [int(c * 2, 16) / 255 for c in colour[1:]]
    red, green, blue = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    a, b = sorted((luminance(one), luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def check_styles(t):
    """Every text on every background that it may stand on, in each scheme (WCAG 2.2, 1.4.3)."""
    css = (ROOT / "src/report/html.css").read_text(encoding="utf-8")
    for scheme in re.findall(r":root\s*\{([^}]*)\}", css):
        colours = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]+)", scheme))
        if "ink" not in colours:
            continue
        for text in ("ink", "soft", "link", "bad", "odd", "note", "good"):
            for back in ("paper", "card", "sunk", text + "-back"):
                if back in colours:
                    ratio = contrast(colours[text], colours[back])
                    t.check(f"contrast of {text} on {back} in {colours['paper']}", ratio >= 4.5, f"{ratio:.2f}")


def check_lookup(t):
    place = WORLDS / "A"
    done = t.mekiki("lookup", "--format", "html", "--lang", "ja", "--answers", place / "answers.json", "--clock", (place / "clock").read_text().strip(), "mtocgra.cn")
    if not t.equal("lookup: exit", done.status, 0):
        return
    check_page(t, "lookup", done.text, "ja")


# --- in Chromium

def in_browser(t, browser, label, path):
    page = browser.open(path.resolve().as_uri(), width=1280)
    t.equal(f"{label}: no request leaves it", page.requests, [])
    t.equal(f"{label}: the console is empty", [str(m)[:300] for m in page.messages], [])
    t.equal(f"{label}: no script", page.scripts, 0)
    for look, width, dark in LOOKS:
        page.look(width, dark=dark)
        t.check(f"{label}, {look}: nothing to scroll sideways", page.run("document.documentElement.scrollWidth <= innerWidth"),
                page.run("[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.wide')).slice(0, 3).map(e => e.outerHTML.slice(0, 120))"))
        picture = page.picture(whole=False)
        keep(t, f"{label}-{look}.png".replace(", ", "-"), picture)
        t.check(f"{label}, {look}: there is something to see", varied(picture))
        if label.endswith("en") and look != "narrow":  # it takes its time; the other language has the same elements
            accessible(t, page, f"{label}, {look}")
    t.check(f"{label}: the folds open without a script", page.run("(() => { const d = [...document.querySelectorAll('details')]; d.forEach(e => e.open = true); return d.length })()") > 0)
    page.look(400)
    t.check(f"{label}, all open at 400: nothing to scroll sideways", page.run("document.documentElement.scrollWidth <= innerWidth"))
    accessible(t, page, f"{label}, all open")
    t.check(f"{label}: the first tab leads past the head", page.run("document.querySelector('a').getAttribute('href')") == "#main")
    pdf = page.pdf()
    t.check(f"{label}: prints", pdf.startswith(b"%PDF") and len(pdf) > 20000, len(pdf))
    keep(t, f"{label}.pdf".replace(", ", "-"), pdf)
    page.close()


def accessible(t, page, label):
    if not AXE.exists():
        t.skip(f"{label}: axe-core", f"{AXE} is not there: script/bootstrap test fetches it where npm is")
        return
    if page.run("typeof axe") != "object":
        page.run(AXE.read_text(encoding="utf-8"))
    t.equal(f"{label}: axe-core", page.run(AXE_RUN), [])


def probe(t, browser):
    """The page's policy stops what our writer would never write; and the test would see it."""
    text = report(t, "C", "mail.eml", "en")
    bad = text.replace("</main>", '<img src="http://probe.example/x.png"><script>document.title = "ran"</script></main>')
    page = browser.open(t.file("probe.html", bad.encode()).resolve().as_uri())
    t.check("probe: the policy stops script and picture", page.run("document.title") != "ran")
    t.check("probe: the console tells of it", len(page.messages) >= 2, page.messages)
    page.close()
    loose = re.sub(r"<meta http-equiv[^>]*>", "", bad)
    page = browser.open(t.file("loose.html", loose.encode()).resolve().as_uri())
    t.check("probe: without it the test sees the request", "http://probe.example/x.png" in page.requests, page.requests)
    t.equal("probe: and the script", page.run("document.title"), "ran")
    page.close()


def varied(png):
    """Not one colour all over: how many different rows of points there are."""
    width, height = struct.unpack(">2I", png[16:24])
    at, data = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        if kind == b"IDAT":
            data += png[at + 8:at + 8 + length]
        at += 12 + length
    data = zlib.decompress(data)
    stride = len(data) // height
    return width > 0 and len({data[i * stride:(i + 1) * stride] for i in range(height)}) > 100


def keep(t, name, data):
    """For people to look at: MEKIKI_SCREENSHOTS=FOLDER."""
    folder = os.environ.get("MEKIKI_SCREENSHOTS")
    if folder:
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        (pathlib.Path(folder) / name).write_bytes(data)
