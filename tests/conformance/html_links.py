"""Every link that gumbo's tree holds is among those of the HTML reader."""

import json
import subprocess

from framework import BATCH, Skipped, Tally

NAME = "html-links"
GOAL = 100


def run(ctx):
    tool = ctx.mekiki.parent / "tests/tools/gumbo-links"
    if not tool.exists():
        raise Skipped("gumbo is not installed (libgumbo-dev), so there is nothing to compare with")
    tally = Tally()
    for suite, files in (("phish-pot", ctx.files("phish-pot", "*.eml")), ("ham", ctx.files("ham"))):
        files = [f for f in files if f.suffix != ".tsv"]
        parts = links = misses = 0
        for start in range(0, len(files), BATCH):
            done = subprocess.run([tool, *files[start : start + BATCH]], stdout=subprocess.PIPE, check=True, timeout=600)
            for number, line in enumerate(done.stdout.splitlines()):
                part = json.loads(line)
                parts += 1
                links += part["links"]
                misses += len(part["missing"])
                name = part["mail"].rpartition("/")[2]
                tally.case(f"{suite}/{name}#{number}", not part["missing"], " ".join(part["missing"][:3]))
        tally.notes.append(f"{suite}: {parts} HTML parts, {links} links in gumbo's tree, {misses} missing in ours")
    return tally.result()
