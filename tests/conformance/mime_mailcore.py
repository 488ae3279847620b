"""Subject, sender and text as another mail library shows them, white space joined."""

import json
import re

from framework import Tally

NAME = "mime-mailcore"
GOAL = 93


def join(text):
    return re.sub(r"[\s\u00a0\u200b]+", "", text or "")


def without_furniture(text):
    """That library prints a link's target behind its text, and attachments as lines."""
    text = re.sub(r" ?\((?:https?|mailto|ftp)[^)\s]*\)|\(#[^)\s]*\)", "", text)
    return re.sub(r"(?m)^- .*, [0-9.]+ (?:bytes|KB|MB)$", "", text)


def shown_text(message):
    """What that library shows: of alternatives the HTML, of other parts all text."""
    parts = [p for p in message["parts"] if p["reading"] == 0 and p["text"] is not None]
    html = {p["parent"] for p in parts if p["type"] == "text/html"}
    alternatives = {p["id"] for p in message["parts"] if p["type"] == "multipart/alternative"}
    shown = [
        p["text"]
        for p in parts
        if p["disposition"] != "attachment"
        and not (p["type"] == "text/plain" and p["parent"] in html & alternatives)
    ]
    return "".join(shown)


def sender(message):
    first = (message["from"] or [{}])[0]
    return first.get("name") or "", first.get("address") or ""


def check_header(tally, name, message, subject, display, address):
    tally.case(f"{name} subject", join(message["subject"]) == join(subject), f"{message['subject']!r}, not {subject!r}")
    got = sender(message)
    right = join(got[0]) == join(display) and got[1].lower() == address.lower()
    tally.case(f"{name} sender", right, f"{got}, not {(display, address)}")


def run_summary(ctx, tally):
    folder = ctx.folder(NAME) / "summary"
    files = sorted((folder / "input").glob("*.eml"))
    for path, report in zip(files, ctx.inspect(files)):
        want = (folder / "output" / (path.stem + ".txt")).read_text(errors="replace")
        head, _, text = want.partition("\n\n")
        fields = dict(line.split(": ", 1) for line in head.split("\n") if ": " in line)
        match = re.fullmatch(r"(?:(.*) )?<([^<>]*)>|(.*)", fields.get("From", ""))
        display, address = match[1] or "", match[2] or match[3] or ""
        message = report["message"]
        # Its summaries leave "Re:" out of the subject.
        message["subject"] = re.sub(r"^(?:Re: ?)+", "", message["subject"] or "")
        check_header(tally, path.name, message, fields.get("Subject", ""), display, address)
        wanted, got = join(without_furniture(text)), join(shown_text(message))
        where = next((i for i, (a, b) in enumerate(zip(wanted, got)) if a != b), min(len(wanted), len(got)))
        tally.case(f"{path.name} text", wanted == got, f"at {where}: {got[where:where + 40]!r}, not {wanted[where:where + 40]!r}")


def run_parser(ctx, tally):
    folder = ctx.folder(NAME) / "parser"
    files = sorted(p for p in (folder / "input").rglob("*") if p.is_file())
    pairs = []
    for path in files:
        output = folder / "output" / path.relative_to(folder / "input")
        if output.is_file():
            pairs.append((path, json.loads(output.read_text())))
    for (path, want), reports in zip(pairs, ctx.inspect_boxes([path for path, _ in pairs])):
        header = want.get("header", {})
        author = header.get("from", {})
        check_header(
            tally,
            str(path.relative_to(folder / "input")),
            reports[0]["message"],
            header.get("subject", ""),
            author.get("displayName", ""),
            author.get("mailbox", ""),
        )


def run(ctx):
    tally = Tally()
    run_summary(ctx, tally)
    run_parser(ctx, tally)
    return tally.result()
