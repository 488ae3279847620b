"""Messages with an envelope and a zone, and the Authentication-Results another program wrote.

SPF, DKIM and DMARC are compared; names of machines, local policy and results that only that
program knows are not. Its configuration maps some client addresses to others: the address
that it judged stands in the Received-SPF it wrote, and is taken from there.
"""

import json
import re

import _dkim
from _scene import envelope, inspect
from _zone import Zone
from framework import Tally

NAME = "auth-milter"
GOAL = 93  # the rest is explained in deviations
METHODS = ("spf", "dkim", "dmarc")


def read_zone(text):
    made = Zone()
    for line in text.splitlines():
        words = re.findall(r'"[^"]*"|[^\s()"]+', line)
        while len(words) > 1 and (words[1].isdigit() or words[1] == "IN"):
            del words[1]
        if line.startswith((";", " ")) or len(words) < 3:
            continue
        name, kind, data = words[0], words[1], words[2:]
        if kind == "CNAME":
            made.aliases[made.key(name)] = data[0]
        elif kind == "TXT":
            made.add(name, kind, _dkim.quoted("".join(word.strip('"') for word in data)))
        elif kind in ("A", "AAAA", "MX", "PTR"):
            made.add(name, kind, " ".join(data))
    for records in made.names.values():  # some lines stand there twice
        for kind, data in records.items():
            records[kind] = list(dict.fromkeys(data))
    return made


def first_field(text, name):
    found = re.search(rf"^{name}:(.*(?:\n[ \t].*)*)", text, re.M)
    return found[1] if found else ""


def wanted(text):
    """method -> sorted results, of what the other program wrote on top."""
    found = {method: [] for method in METHODS}
    for piece in first_field(text, "Authentication-Results").split(";")[1:]:
        method, _, rest = piece.strip().partition("=")
        if method in found and rest.split()[0] != "none":
            found[method].append(rest.split()[0])
    return {method: sorted(results) for method, results in found.items()}


def ours(report):
    """The same of ours: SPF of the envelope sender, of HELO where there is none."""
    auth = report["auth"]
    found = {"spf": [s["result"] for s in auth["spf"][:1]], "dkim": [s["result"] for s in auth["dkim"]],
             "dmarc": [d["result"] for d in auth["dmarc"]]}
    return {method: sorted(r for r in results if r != "none") for method, results in found.items()}


def run(ctx):
    tally = Tally()
    folder = ctx.folder(NAME)
    cases = json.loads((folder / "cases.json").read_text(encoding="utf-8"))
    answers = read_zone((folder / "zonefile").read_text(encoding="utf-8")).answers()
    scenes, texts = [], []
    for case in cases:
        text = (folder / "expected" / case["dest"]).read_bytes().decode("latin-1").replace("\r\n", "\n")
        told = first_field(text, "Received-SPF")
        address = re.search(r"client-ip=([^\s;]+)", told)
        sender = case["from"].split(" BODY=")[0]
        helo = re.search(r"helo=([^\s;]+)", told)
        options = envelope(address[1] if address else case["ip"], helo[1] if helo else case["name"], sender or "<>")
        scenes.append((folder / "source" / case["source"], options))
        texts.append(text)
    for case, text, report in zip(cases, texts, inspect(ctx, scenes, answers)):
        want, got = wanted(text), ours(report)
        for method in METHODS:
            # What is not written was not checked: local clients, and results left out.
            if want[method] or f"{method}=none" in first_field(text, "Authentication-Results"):
                tally.case(f"{case['dest']}: {method}", got[method] == want[method],
                           f"{got[method]}, not {want[method]}: {_dkim.told(report['auth']) if method == 'dkim' else ''}")
    return tally.result()
