"""The URL standard by the tests that browsers share.

`urltestdata.json`: input and base, with the parts or the failure that must come out. Ours
are compared with theirs one by one: what the standard writes as "" for "there is none" may
be null. A port is named where it is not the scheme's own. `toascii.json` and
`IdnaTestV2.json`: domains, asked as "https://DOMAIN/x", since our answer for a host alone
keeps more of it. `percent-encoding.json` has a query in several charsets, of which a mail
knows only UTF-8.

A lone surrogate cannot stand in UTF-8; the standard reads it as U+FFFD, as do we.
"""

import json

from framework import Tally

NAME = "url-wpt"
GOAL = 99

PARTS = {
    "protocol": lambda got: (got["scheme"] or "") + ":",
    "username": lambda got: got["username"] or "",
    "password": lambda got: got["password"] or "",
    "hostname": lambda got: got["host"] or "",
    "port": lambda got: "" if got["port"] is None else str(got["port"]),
    "pathname": lambda got: got["path"],
    "search": lambda got: "?" + got["query"] if got["query"] else "",
    "hash": lambda got: "#" + got["fragment"] if got["fragment"] else "",
}


def load(ctx, name):
    rows = json.loads((ctx.folder(NAME) / name).read_text(encoding="utf-8"))
    return [row for row in rows if isinstance(row, dict)]


def compare(row, got):
    """What of a row is not as it should be; an empty list where all is."""
    if row.get("failure"):
        return [f"href {got['href']!r}, not a failure"] if got["ok"] else []
    if not got["ok"]:
        return [f"failure, not {row['href']!r}"]
    wrong = [] if got["href"] == row["href"] else [f"href {got['href']!r}, not {row['href']!r}"]
    for key, ours in PARTS.items():
        if key in row and ours(got) != row[key]:
            wrong.append(f"{key} {ours(got)!r}, not {row[key]!r}")
    return wrong


def urls(ctx, tally):
    rows = load(ctx, "urltestdata.json")
    asked = []
    for row in rows:
        value = {"input": row["input"]}
        if row.get("base") is not None:
            value["base"] = row["base"]
        asked.append(value)
    for n, (row, got) in enumerate(zip(rows, ctx.read("url", asked))):
        wrong = compare(row, got)
        tally.case(f"url-{n:04d}", not wrong, f"{row['input']!r} on {row.get('base')!r}: {'; '.join(wrong)}")


def domains(ctx, tally, name):
    """A domain that is empty, or holds what would end it in a URL, is asked percent-encoded."""
    rows = load(ctx, name)
    asked = []
    for row in rows:
        host = "".join(f"%{ord(c):02X}" if c in "/?#\\:@[]%\t\n\r" else c for c in row["input"])
        asked.append({"input": f"https://{host}/x"})
    for n, (row, got) in enumerate(zip(rows, ctx.read("url", asked))):
        ours = got["host"] if got["ok"] else None
        tally.case(f"{name.split('.')[0]}-{n:04d}", ours == row["output"],
                   f"{row['input']!r}: {ours!r}, not {row['output']!r}")


def queries(ctx, tally):
    rows = load(ctx, "percent-encoding.json")
    asked = [{"input": "https://x.example/?" + row["input"]} for row in rows]
    for n, (row, got) in enumerate(zip(rows, ctx.read("url", asked))):
        want = row["output"]["utf-8"]
        tally.case(f"percent-{n:02d}", got["query"] == want, f"{got['query']!r}, not {want!r}")


def run(ctx):
    tally = Tally()
    urls(ctx, tally)
    domains(ctx, tally, "toascii.json")
    domains(ctx, tally, "IdnaTestV2.json")
    queries(ctx, tally)
    return tally.result()
