"""Zone data of a suite as an answers file for mekiki."""

import json
import tempfile

TYPES = ("TXT", "A", "AAAA", "MX", "PTR")
ALIASES = 20  # a loop is cut there; it is one for whoever reads it


def quoted(text):
    """One TXT string in presentation form; a character up to U+00FF is a byte."""
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        raw = text.encode("utf-8")
    return '"' + "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\{b:03d}" for b in raw) + '"'


def name_text(name):
    """A name without blanks in it; "" is the root."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else f"\\{ord(c):03d}" for c in name) or "."


class Zone:
    def __init__(self):
        self.names = {}  # lower case -> {type: [data]}
        self.aliases = {}
        self.broken = {}  # name -> status of whatever is not listed

    def add(self, name, kind, data):
        self.names.setdefault(self.key(name), {}).setdefault(kind, []).append(data)

    def set(self, name, kind, data):
        self.names.setdefault(self.key(name), {})[kind] = list(data)

    @staticmethod
    def key(name):
        return str(name).lower().rstrip(".")

    def chain(self, name):
        found = []
        while name in self.aliases and len(found) < ALIASES:
            name = self.key(self.aliases[name])
            found.append(name)
        return found, name

    def answer(self, name, kind):
        chain, end = self.chain(name)
        entry = {"question": f"dns {kind} {name_text(name)}", "cname": [name_text(n) for n in chain]}
        data = self.names.get(end, {}).get(kind, [])
        if data:
            return {**entry, "data": data}
        if end in self.broken:
            return {"question": entry["question"], "status": self.broken[end]}
        return {**entry, "status": "no-data" if end in self.names or chain else "no-such-name"}

    def answers(self):
        known = sorted({*self.names, *self.aliases, *self.broken})
        usable = [n for n in known if len(n) <= 253 and all(0 < len(label) <= 63 for label in n.split("."))]
        return {"default": "no-such-name", "answers": [self.answer(n, t) for n in usable for t in TYPES]}


def evaluate(ctx, zone, queries):
    """`mekiki spf` of many queries against one zone; an object for each."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(zone.answers(), file)
        file.flush()
        lines = "".join(json.dumps(q) + "\n" for q in queries)
        done = ctx.command(["spf", "--answers", file.name, "--clock", "2026-01-01T00:00:00Z"],
                           stdin=lines.encode("utf-8"))
    return ctx.lines(done, len(queries), "spf")
