"""Text that Chromium paints is visible in ours: HTML parts of 100 reported mails and 100 honest ones."""

import json
import re
import subprocess
import unicodedata

import _chromium
from framework import Skipped, Tally

NAME = "html-visible"
GOAL = 99
MAILS = 100


def letters(text):
    """What is left of a text without white space, marks and what nobody sees."""
    return "".join(re.findall(r"\w", unicodedata.normalize("NFC", text).lower()))


def missing_texts(painted, ours):
    """Painted text nodes that are not among our text, looked for in their order."""
    at, missing = 0, []
    for text in map(letters, painted):
        if not text:
            continue
        found = ours.find(text, at)
        if found < 0:
            found = ours.find(text)
        if found < 0:
            missing.append(text)
        else:
            at = found + len(text)
    return missing


def sources(ctx, files):
    """(name, HTML as text) of the largest HTML part of mails spread over a suite."""
    tool = ctx.mekiki.parent / "tests/tools/html-parts"
    found = []
    # Not every mail has such a part: all are asked, then as many as wanted taken evenly.
    for path in files:
        done = subprocess.run([tool, path], stdout=subprocess.PIPE, check=True, timeout=60)
        parts = [json.loads(line) for line in done.stdout.splitlines()]
        if parts:
            found.append((path.name, max(parts, key=len)))
    step = max(1, len(found) // MAILS)
    return found[::step][:MAILS]


def compare(ctx, tally, browser, suite, files):
    total = missed = extra = 0
    for name, html in sources(ctx, files):
        document = json.loads(ctx.command(["read", "html"], stdin=html.encode("utf-8")).stdout)
        painted = browser.painted(html)
        ours = letters(document["text"])
        missing = missing_texts(painted, ours)
        count, lost = len(letters("".join(painted))), sum(map(len, missing))
        total += count
        missed += lost
        extra += max(0, len(ours) - (count - lost))
        tally.case(f"{suite}/{name}", not missing, f"{lost} of {count} painted letters not visible in ours: {' | '.join(missing)[:200]}")
    tally.notes.append(f"{suite}: {total} letters painted, {missed} of them not visible in ours; "
                       f"{extra} visible in ours that are not painted")


def run(ctx):
    if not _chromium.find():
        raise Skipped("Chromium is not installed, so there is nothing to compare with")
    tally = Tally()
    browser = _chromium.Chromium()
    try:
        for suite, files in (("phish-pot", ctx.files("phish-pot", "*.eml")), ("ham", ctx.files("ham"))):
            compare(ctx, tally, browser, suite, [f for f in files if f.suffix != ".tsv"])
    finally:
        browser.close()
    return tally.result()
