"""Tables of the WHATWG encoding standard, decoded line by line.

The Japanese tables must be exact for valid rows; for the other charsets, which ICU
reads, the differences are listed as figures.
"""

import subprocess

from framework import Broken, Tally

NAME = "charsets"
GOAL = 100

# file stem, label, must it be exact?
TABLES = [
    ("iso_2022_jp_in", "iso-2022-jp", True),
    ("jis0208_in", "euc-jp", True),
    ("jis0212_in", "euc-jp", True),
    ("shift_jis_in", "shift_jis", True),
    ("big5_in", "big5", False),
    ("euc_kr_in", "euc-kr", False),
    ("gb18030_in", "gb18030", False),
]
ENCODED = [
    ("iso_2022_jp_out", "iso-2022-jp", True),
    ("jis0208_out", "euc-jp", True),
    ("shift_jis_out", "shift_jis", True),
    ("big5_out", "big5", False),
    ("euc_kr_out", "euc-kr", False),
    ("gb18030_out", "gb18030", False),
]


def decode(ctx, label, data):
    tool = ctx.mekiki.parent / "tests" / "tools" / "charset-cat"
    if not tool.exists():
        raise Broken(f"{tool} is not built")
    done = subprocess.run([tool, label, "--lines"], input=data, stdout=subprocess.PIPE, check=True)
    return done.stdout.split(b"\n")


def compare(ctx, tally, stem, label, exact, encoded, wanted):
    folder = ctx.folder(NAME)
    source = (folder / f"{encoded}.txt").read_bytes()
    want = (folder / f"{wanted}.txt").read_bytes().split(b"\n")
    got = decode(ctx, label, source)
    lines = source.split(b"\n")
    differ = []
    rows = 0
    for n, line in enumerate(lines[: len(want)]):
        # Rows that the standard calls ill-formed, or that a character had no bytes for.
        if not line or "\ufffd".encode() in want[n] or line.startswith(b"&#") or b"&#" in line:
            continue
        # The standard's encoder folds half-width kana, which ISO-2022-JP of mail lacks.
        if encoded == "iso_2022_jp_out_ref" and b"\xef\xbd" <= want[n][:2] <= b"\xef\xbe" and want[n] >= "｡".encode():
            continue
        rows += 1
        if n >= len(got) or got[n] != want[n]:
            differ.append((n + 1, line, want[n], got[n] if n < len(got) else b""))
    if exact:
        tally.total += rows
        tally.passed += rows - len(differ)
        for n, line, right, wrong in differ:
            tally.failures.append(
                (f"{stem}:{n}", f"{line!r} {right.decode()} {wrong.decode('utf-8', 'replace')}")
            )
    tally.notes.append(f"{stem}: {rows - len(differ)} of {rows} rows as in the standard")
    for n, line, right, wrong in differ[:5]:
        tally.notes.append(f"  line {n}: {line!r} is {right.decode()!r}, read as {wrong.decode('utf-8', 'replace')!r}")


def run(ctx):
    tally = Tally()
    for stem, label, exact in TABLES:
        compare(ctx, tally, stem, label, exact, stem, f"{stem}_ref")
    for stem, label, exact in ENCODED:
        # Here the reference holds the bytes and the other file the text.
        compare(ctx, tally, stem, label, exact, f"{stem}_ref", stem)
    return tally.result()
