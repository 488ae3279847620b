"""Photographs and drawings of QR codes: what is written in each is read, with its place; and
what it costs."""

import json
import subprocess

from framework import Skipped, Tally

NAME = "qr-images"
GOAL = 85


def ask(ctx, files):
    """What the decoders say of each, asked by way of the command's own carrier."""
    tool = ctx.mekiki.parent / "tests/tools/ask-media"
    if not tool.exists():
        raise Skipped("no tests/tools/ask-media beside the command")
    done = subprocess.run([tool, ctx.mekiki.parent, "image", *files], capture_output=True, timeout=600)
    return [json.loads(line) for line in done.stdout.splitlines()]


def unlike(want, have):
    """Why a picture counts as not read; empty: it was."""
    if have["status"] != "answered":
        return f"{have['status']}: {have['reason']}"
    texts = [code.get("text", code.get("base64")) for code in have["media"]["codes"]]
    if want is None:
        return f"none is expected: {texts}"[:160] if texts else ""
    return "" if want["data"] in texts else f"want {want['data'][:60]!r}, read {texts}"[:160]


def run(ctx):
    tally = Tally()
    folders = sorted(p.parent for p in ctx.files(NAME, "input.png"))
    answers = ask(ctx, [folder / "input.png" for folder in folders])
    for folder, have in zip(folders, answers):
        why = unlike(json.loads((folder / "output.json").read_text(encoding="utf-8")), have)
        tally.case(folder.name, not why, why)
    times = sorted(a["ms"] for a in answers)
    tally.notes.append(f"ms a picture: median {times[len(times) // 2]:.1f}, longest {times[-1]:.1f}, all {sum(times):.0f}")
    return tally.result()
