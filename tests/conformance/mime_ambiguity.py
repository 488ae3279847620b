"""MIME ambiguities: each is flagged, and what it hides is found in some reading.

Flagged: the report has a defect or another reading. The hidden attachment is a known text,
so its bytes are recognised by their hash; where they differ, `mekiki extract` is asked.
"""

import json

from framework import Tally
from _mime_tree import sha256

NAME = "mime-ambiguity"
GOAL = 95

MARKER = b"MEKIKI-HIDDEN-PART"
USUAL = {
    sha256(b"MEKIKI-HIDDEN-PART this harmless text stands for the attachment" + end)
    for end in (b"", b"\n", b"\r\n")
}


def has_marker(ctx, path, parts):
    if any(part["sha256"] in USUAL or MARKER.decode() in (part["text"] or "") for part in parts):
        return True
    for part in parts:
        if part["size"] and not part["type"].startswith("multipart/"):
            if MARKER in ctx.extract(path, part["id"]):
                return True
    return False


def run(ctx):
    tally = Tally()
    known = {case["id"] for case in json.loads((ctx.folder(NAME) / "cases.json").read_text())}
    files = [p for p in ctx.files(NAME, "*.eml") if p.stem in known]
    for path, report in zip(files, ctx.inspect(files)):
        message = report["message"]
        flagged = bool(message["defects"] or message["readings"])
        tally.case(f"{path.stem}: flagged", flagged, "no defect, no other reading")
        tally.case(f"{path.stem}: found", has_marker(ctx, path, message["parts"]), "hidden part not seen")
    return tally.result()
