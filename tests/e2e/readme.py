"""What the documents show is what the command prints and what the tree holds.

`python3 tests/e2e/readme.py COMMAND` puts the present output into the documents.
"""

import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"(<!-- (output|file): (.*?) -->\n```\w*\n)(.*?)(```\n)", re.S)


def content(command, kind, what):
    if kind == "file":
        return (ROOT / what).read_text(encoding="utf-8")
    environment = dict(os.environ, LC_ALL="C.UTF-8", HOME="/nonexistent", XDG_CONFIG_HOME="/nonexistent")
    done = subprocess.run([command, *what.split()], cwd=ROOT, stdout=subprocess.PIPE, env=environment)
    return done.stdout.decode("utf-8")


def documents():
    return [p for p in sorted(ROOT.glob("*.md"))]


def run(t):
    found = 0
    for path in documents():
        for _, kind, what, shown, _ in BLOCK.findall(path.read_text(encoding="utf-8")):
            found += 1
            # A test build names another sandbox level; that line may differ.
            same = [unsandboxed(x) for x in (shown, content(t.command, kind, what))]
            t.check(f"{path.name}: {kind} {what[:60]}", same[0] == same[1],
                    "differs; put it right with python3 tests/e2e/readme.py build/mekiki")
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            t.check(f"{path.name}: link to {link}", (ROOT / link).exists())
    t.check("documents show something", found >= 3, found)


def unsandboxed(text):
    return "\n".join(line for line in text.splitlines() if "andbox" not in line and "サンドボックス" not in line)


if __name__ == "__main__":
    for document in documents():
        text = document.read_text(encoding="utf-8")
        new = BLOCK.sub(lambda m: m[1] + content(sys.argv[1], m[2], m[3]) + m[5], text)
        if new != text:
            document.write_text(new, encoding="utf-8")
            print(f"{document.name}: brought up to date")
