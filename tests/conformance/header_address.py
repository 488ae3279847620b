"""E-mail addresses a line: the lawful ones are read as one address without a defect, the
others are not."""

from framework import Tally

NAME = "header-address"
GOAL = 93

# A line that begins with "# " or that is empty says nothing; a domain may not begin with
# '#', so no address does in these lists, only comments.
COMMENT = "#"


def rows(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith(COMMENT) and not line.startswith(" " * 8):
            yield line


def run(ctx):
    tally = Tally()
    for name, lawful in (("mailbox_valid.txt", True), ("mailbox_invalid.txt", False)):
        values = list(rows(ctx.folder("header-address") / name))
        for value, got in zip(values, ctx.read("address", values)):
            one = len(got["addresses"]) == 1 and not got["defects"]
            why = f"{len(got['addresses'])} addresses, {' '.join(map(str, got['defects'])) or 'no defect'}"
            tally.case(f"{name}: {value}", one == lawful, why)
    return tally.result()
