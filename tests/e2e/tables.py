"""The tables were read when the program was built; the files still are what counts.

In a copy of the build tree one table gets a line more, a comment: all tables are read, and
every report must be the same but for that table's sum. A row that is taken out no longer
counts, and one that is none is told."""

import json
import os
import pathlib
import shutil

from harness import SPECIMENS

CLOCK = ("--clock", "2026-01-01T00:00:00Z")


def tree_of(t):
    """Command, worker, tables and texts, side by side as in a build tree."""
    build = pathlib.Path(t.command).parent
    tree = t.folder("tree")
    (tree / "po").mkdir()
    for name in ("mekiki", "mekiki-analysis"):
        shutil.copy2(build / name, tree / name)
    shutil.copytree(build / "data", tree / "data")
    shutil.copy2(build / "po/ja.mo", tree / "po/ja.mo")
    return tree


def reports(t, *args):
    done = t.mekiki("inspect", "--no-media", "--format", "json", *CLOCK, *args)
    return done, done.text.splitlines()


def without_tables(lines):
    return [{key: value for key, value in json.loads(line).items() if key != "tables"} for line in lines]


def sums(lines):
    return {row["name"]: row["sha256"] for row in json.loads(lines[0])["tables"]}


def run(t):
    build = pathlib.Path(t.command).parent
    if not (build / "mekiki-analysis").exists():
        t.skip("an altered table", "the command is not in a build tree")
        return
    mails = sorted(SPECIMENS.glob("*/*.eml"))[::7]
    _, ours = reports(t, *mails)
    tree = tree_of(t)
    t.command = str(tree / "mekiki")
    _, copied = reports(t, *mails)
    t.check("a copy of the tree reports the same", ours == copied)

    roles = tree / "data/roles.txt"
    text = roles.read_text()
    roles.write_text(text + "# one more line\n")
    _, read = reports(t, *mails)
    t.check("tables that are read say what those of the program say", without_tables(read) == without_tables(ours))
    before, after = sums(ours), sums(read)
    t.equal("one table has another sum", [name for name in before if before[name] != after[name]], ["roles.txt"])

    roles.write_text(text + "no row\n")
    done, lines = reports(t, mails[0])
    t.equal("a broken table is told", (done.status, lines), (2, []))
    t.check("with its line", "roles.txt" in done.errors and f"line {text.count(chr(10)) + 1} " in done.errors, done.errors)
    os.remove(roles)
    done, _ = reports(t, mails[0])
    t.check("a missing table is told", done.status == 2 and "roles.txt" in done.errors, done.errors)
