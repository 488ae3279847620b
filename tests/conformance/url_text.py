"""What counts as a link in plain text, and what does not.

A line of text, and patterns that must match one of the links found, or none of them where
"!" stands in front. The reader alone is asked (tests/tools/text-links). The suite's
patterns were made for links in a canonical form, so a link is tried as it would be
opened, as the URL standard writes it, and as its scheme and host.
"""

import json
import re
import subprocess

from framework import Broken, Tally

NAME = "url-text"
GOAL = 95


def rows(ctx):
    text = (ctx.folder(NAME) / "uri_text.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n"), 1):
        columns = [c for c in line.split("\t") if c]
        if line and not line.startswith("#") and len(columns) == 2:
            yield number, columns[0].replace("{ESC}", "\x1b"), columns[1].split()


def ask(ctx, texts):
    tool = ctx.mekiki.parent / "tests" / "tools" / "text-links"
    if not tool.exists():
        raise Broken(f"{tool} is not built")
    lines = "".join(text.encode("utf-8").hex() + "\n" for text in texts)
    done = subprocess.run([tool], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]


def forms(ctx, found):
    """All links of all lines in each form: {url: [url, href, scheme and host]}."""
    urls = sorted({url for links in found for _, _, url in links})
    out = {}
    for url, parsed in zip(urls, ctx.read("url", urls)):
        out[url] = [url]
        if parsed["ok"]:
            out[url] += [parsed["href"], f"{parsed['scheme']}://{parsed['host']}"]
    return out


def run(ctx):
    tally = Tally()
    table = list(rows(ctx))
    found = ask(ctx, [text for _, text, _ in table])
    known = forms(ctx, found)
    for (number, text, patterns), links in zip(table, found):
        shown = [known[url] for _, _, url in links]
        for pattern in patterns:
            wrong = pattern.startswith("!")
            hit = any(re.search(pattern.removeprefix("!"), form) for form in sum(shown, []))
            tally.case(f"{number:03d} {pattern}", hit != wrong, f"{text!r} gave {[url for _, _, url in links]}")
    return tally.result()
