"""Lines of Exim and others about refused or suspicious clients: the client's address is
read where a line names it, and the time.

The suite writes before each line whether a filter is to find a client in it ("match"), and
which. What is of no mail server that we read (Kerio, mailbox servers) is not asked for."""

import json

from framework import Tally

NAME = "log-mta"
GOAL = 100
FILES = ("exim.log", "exim-spam.log")


def rows(path):
    wanted = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# failJSON:"):
            wanted = json.loads(line.partition(":")[2])
        elif line.strip() and not line.startswith("#") and wanted is not None:
            yield wanted, line
            wanted = None


def run(ctx):
    tally = Tally()
    cases = [(f.name, *row) for f in ctx.files(NAME, "*.log") if f.name in FILES for row in rows(f)]
    done = ctx.command(["read", "maillog"], stdin="".join(line + "\n" for _, _, line in cases).encode())
    lines = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    tally.case("a line for each", len(lines) == len(cases), f"{len(lines)} of {len(cases)}")
    for (name, wanted, line), got in zip(cases, lines):
        # The list has the time in our own zone; a line of this suite has no zone.
        found = {f["name"]: f["value"] for f in reversed(got["fields"])}
        label = f"{name}: {line[:70]}"
        if wanted.get("match"):
            tally.case(f"{label} client", found.get("client_ip") == wanted.get("host"), f"{found.get('client_ip')!r}, {got['kind']}")
        if "time" in wanted:
            tally.case(f"{label} time", got["time"] == wanted["time"], got["time"])
        tally.case(f"{label} kind", got["kind"] != "other", got["text"][:80])
    return tally.result()
