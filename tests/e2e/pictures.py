"""The pictures of a report: well-formed SVG that needs nothing and runs nothing, with a title and a description, readable and without
anything of the mail that could act."""

import re
import xml.etree.ElementTree as ElementTree

from harness import WORLDS
from worlds import arguments

QUICK = True
NAMES = ("path", "map", "infrastructure", "timeline", "message")
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {SVG + name for name in ("svg", "title", "desc", "style", "rect", "line", "circle", "path", "text", "tspan")}


def check(t, label, text):
    """The tree, or None."""
    try:
        tree = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        t.check(f"{label}: well-formed", False, str(error))
        return None
    t.equal(f"{label}: only shapes and letters", {e.tag for e in tree.iter()} - ELEMENTS, set())
    odd = [k for e in tree.iter() for k in e.attrib if k.startswith("on") or k.endswith("href") or k == "style"]
    t.equal(f"{label}: nothing acts, nothing leads anywhere", odd, [])
    t.check(f"{label}: nothing is fetched", "url(" not in text and "@import" not in text)
    t.check(f"{label}: title and description", (tree.findtext(SVG + "title") or "") and (tree.findtext(SVG + "desc") or ""))
    width, height = map(int, tree.get("viewBox").split()[2:])
    t.check(f"{label}: as wide as a telephone can show", width <= 560 and height > 40, (width, height))
    small = [e.get("font-size") for e in tree.iter(SVG + "text") if int(e.get("font-size", "16")) < 13]
    t.equal(f"{label}: letters that can be read", small, [])
    outside = [e.attrib for e in tree.iter(SVG + "text") if not (0 <= int(e.get("x")) <= width and 0 < int(e.get("y")) <= height)]
    t.equal(f"{label}: no text outside", outside, [])
    return tree


def words(tree):
    return " ".join("".join(e.itertext()) for e in tree.iter(SVG + "text"))


def draw(t, name, *args):
    return t.mekiki("inspect", "--picture", name, *args)


def run(t):
    for world in ("A", "B", "C"):
        folder = WORLDS / world
        for lang in ("en", "ja"):
            for name in NAMES:
                done = draw(t, name, *arguments(folder, lang), "--answers", folder / "answers.json", folder / "mail.eml")
                t.equal(f"{world}, {name}, {lang}: exit status", done.status, 0)
                check(t, f"{world}, {name}, {lang}", done.text)

    a = WORLDS / "A"
    args = [*arguments(a, "en"), "--answers", a / "answers.json", a / "mail.eml"]
    shown = {name: words(ElementTree.fromstring(draw(t, name, *args).text)) for name in NAMES}
    for name, texts in {
        "path": ("117.50.174.153", "handed over here", "mx.example[.]jp", "[claimed]", "[vouched]"),
        "map": ("registered", "anycast", "117.50.174.153"),
        "infrastructure": ("tkoviax[.]cn", "mtocgra[.]cn", "registrar", "registered within"),
        "timeline": ("2023-01-01 13:22:02", "2023-01-06", "2022-03-11"),
        "message": ("etc-meisai@fevcvxs[.]cn", "→ mtocgra[.]cn", "not a domain of whom it speaks for"),
    }.items():
        for text in texts:
            t.check(f"A, {name}: {text}", text in shown[name], shown[name])

    hostile = b"""Received: from "><script>x</script> ([192.0.2.7]) by mx.example.jp; Sun, 1 Jan 2023 22:22:02 +0900
From: "</text><a href='x'>" <x&y;@evil.example>
Subject: ]]> <!-- &lt; \xe2\x80\xae \x1b[31m %s
Content-Type: text/plain; charset=utf-8

<svg onload=alert(1)> &amp; http://evil.example/"onclick=alert(1) ]]>
\xff\xfe\x00 long """ % (b"w" * 3000) + b"x" * 5000
    mail = t.file("hostile.eml", hostile)
    for name in NAMES:
        check(t, f"hostile, {name}", draw(t, name, mail).text)

    done = draw(t, "nothing", a / "mail.eml")
    t.check("an unknown picture is said", done.status == 2 and "nothing" in done.errors)
    done = draw(t, "path", a / "mail.eml", a / "mail.eml")
    t.equal("a picture is of one mail", done.status, 2)
    lines = t.mekiki("inspect", "-v", "--lang", "en", *arguments(a, "en")[2:], "--answers", a / "answers.json", a / "mail.eml").text
    t.check("-v has the map in letters", re.search("[\u2801-\u28ff]{8}", lines))
