"""UTS 46 by Unicode's own test, and punycode.

`IdnaTestV2.txt`: a name, what it is in Unicode and in ASCII, and the errors on the way;
transitional processing, which nobody does any more, is left out. `mekiki read host` names
the errors of both directions in one list: it must be empty where the file knows none for
either, and not where it knows one. Where there is none, both forms are compared; of the
root's dot at the end our forms keep nothing. `punycode.json`: a label and its encoding, as
far as it is a label that IDNA allows.
"""

import json
import re
import unicodedata

from framework import Tally

NAME = "url-idna"
GOAL = 97


def unescape(text):
    text = re.sub(r"\\x\{([0-9A-Fa-f]+)\}", lambda m: chr(int(m[1], 16)), text)
    text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), text)
    return "" if text == '""' else text


def rows(ctx):
    for line in (ctx.folder(NAME) / "IdnaTestV2.txt").read_text(encoding="utf-8").splitlines():
        fields = [f.strip() for f in line.split("#")[0].split(";")]
        if len(fields) < 7:
            continue
        source, unicode, unicode_status, ascii, ascii_status = fields[:5]
        unicode = unicode or source
        ascii = ascii or unicode
        ascii_status = ascii_status or unicode_status
        status = set(re.findall(r"\w+", unicode_status + ascii_status))
        yield unescape(source), unescape(unicode), unescape(ascii), status


def without_root(name):
    return name[:-1] if name.endswith(".") else name


def compare(unicode, ascii, status, got):
    if status:
        return "" if got["idna_errors"] else f"no error, not {sorted(status)}"
    if got["idna_errors"]:
        return f"{got['idna_errors']}, no error"
    if (got["ascii"] or "") != without_root(ascii):
        return f"ascii {got['ascii']!r}, not {ascii!r}"
    if (got["unicode"] or "") != without_root(unicode):
        return f"unicode {got['unicode']!r}, not {unicode!r}"
    return ""


def names(ctx, tally):
    cases = [row for row in rows(ctx) if not any("\ud800" <= c <= "\udfff" for c in row[0])]
    results = ctx.read("host", [row[0] for row in cases])
    for n, ((source, unicode, ascii, status), got) in enumerate(zip(cases, results)):
        wrong = compare(unicode, ascii, status, got)
        tally.case(f"idna-{n:04d}", not wrong, f"{source!r}: {wrong}")


def punycode(ctx, tally):
    data = json.loads((ctx.folder(NAME) / "punycode.json").read_text(encoding="utf-8"))
    labels = [(row["decoded"], row["encoded"]) for row in data]
    labels = [(d, e) for d, e in labels if d == unicodedata.normalize("NFKC", d).lower() and len(e) < 60
              and re.fullmatch(r"[\w-]+", d) and not d.startswith("-")]
    for n, ((decoded, encoded), got) in enumerate(zip(labels, ctx.read("host", [d for d, _ in labels]))):
        tally.case(f"punycode-{n:02d}", got["ascii"] == "xn--" + encoded, f"{got['ascii']!r}, not {encoded!r}")


def run(ctx):
    tally = Tally()
    names(ctx, tally)
    punycode(ctx, tally)
    return tally.result()
