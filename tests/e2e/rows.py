"""Every row of the catalogue of attacks that a stored mail can show has a specimen that fires and a twin that stays silent.

tests/specimens/rows.txt says which; the table in tests/specimens/README.md is made of it:

    python3 tests/e2e/rows.py
"""

import pathlib

import specimens
from harness import SPECIMENS

ROWS = SPECIMENS / "rows.txt"
README = SPECIMENS / "README.md"
BEGIN, END = "<!-- rows -->\n", "<!-- end of rows -->\n"

# A3 to A6 of the catalogue, as far as a stored mail shows them: CL-01 and CL-02 are about sites.
CATALOGUE = {"FR": 15, "SV": 8, "TX": 6, "MM": 8, "UR": 11, "AT": 9}


def read():
    """(row, what fires, specimen, twin), or (row, "-", why, "")."""
    lines = [line.split("\t") for line in ROWS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [tuple(line + [""] * (4 - len(line))) for line in lines]


def table():
    out = ["| row | what fires | specimen | silent twin |", "|---|---|---|---|"]
    for row, what, specimen, twin in read():
        out.append(f"| {row} | `{what}` | {specimen} | {twin} |" if what != "-" else f"| {row} | | none: {specimen} | |")
    return "\n".join(out) + "\n"


def split_readme():
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    return before + BEGIN, *rest.split(END)


def run(t):
    rows = read()
    known = {f"{area}-{n:02}" for area, most in CATALOGUE.items() for n in range(1, most + 1)}
    t.equal("every row is there, and no other", {row[0] for row in rows}, known)
    t.check("the table of README.md is made of rows.txt: run tests/e2e/rows.py", split_readme()[1] == table())

    rows = [row for row in rows if row[1] != "-"]
    paths = sorted({SPECIMENS / f"{name}.eml" for row in rows for name in row[2:]})
    missing = [str(p) for p in paths if not p.is_file()]
    if not t.check("all specimens are there", not missing, missing):
        return
    reports = dict(specimens.inspected(t, paths))
    for row, what, specimen, twin in rows:
        for name, line in ((specimen, what), (twin, f"!{what}")):
            why = specimens.broken(line, reports[SPECIMENS / f"{name}.eml"])
            t.check(f"{row}: {name}", not why, why)


if __name__ == "__main__":
    before, _, after = split_readme()
    README.write_text(before + table() + END + after, encoding="utf-8")
