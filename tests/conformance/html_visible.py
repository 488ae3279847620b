"""Text that Chromium paints is visible in ours: HTML parts of 100 mails."""

import json
import re
import subprocess
import unicodedata

import _chromium
from framework import Broken, Tally

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


def sources(ctx):
    """(name, HTML as text) of the largest HTML part of mails spread over the suite."""
    tool = ctx.mekiki.parent / "tests/tools/html-parts"
    files = ctx.files("phish-pot", "*.eml")
    found = []
    for path in files[:: max(1, len(files) // (MAILS * 2))]:
        done = subprocess.run([tool, path], stdout=subprocess.PIPE, check=True, timeout=60)
        parts = [json.loads(line) for line in done.stdout.splitlines()]
        if parts:
            found.append((path.name, max(parts, key=len)))
        if len(found) == MAILS:
            break
    return found


def run(ctx):
    if not _chromium.find():
        raise Broken("Chromium is not installed, so there is nothing to compare with")
    tally = Tally()
    browser = _chromium.Chromium()
    total = missed = extra = 0
    try:
        for name, html in sources(ctx):
            document = json.loads(ctx.command(["read", "html"], stdin=html.encode("utf-8")).stdout)
            painted = browser.painted(html)
            ours = letters(document["text"])
            missing = missing_texts(painted, ours)
            count, lost = len(letters("".join(painted))), sum(map(len, missing))
            total += count
            missed += lost
            extra += max(0, len(ours) - (count - lost))
            tally.case(name, not missing, f"{lost} of {count} painted letters not visible in ours: {' | '.join(missing)[:200]}")
    finally:
        browser.close()
    if total:
        tally.notes.append(f"{total} letters painted, {missed} of them not visible in ours; "
                           f"{extra} visible in ours that are not painted")
    return tally.result()
