"""Scenarios of another implementation: records, then who sends from where, then the result.

The files look like YAML but are read line by line: a record replaces an earlier one of its
name, and each `expect` is a test of what stands so far. `domain` is the HELO name: where it
differs from the sender's domain, its own result counts first unless it is a pass.
"""

from _zone import Zone, evaluate, name_text, quoted
from framework import Tally

NAME = "spf-scenarios"
GOAL = 98  # two of 120 contradict the suite of the RFC, see deviations

RECORDS = ("spf", "exp", "a", "aaaa", "mx", "ptr")


def reverse(address):
    return ".".join(reversed(address.split("."))) + ".in-addr.arpa"


def add_record(zone, kind, value):
    name, _, rest = value.partition(" ")
    items = [i.strip() for i in rest.split(",")]
    if kind in ("spf", "exp"):
        if all(len(label) <= 63 for label in name.split(".")):
            zone.set(name, "TXT", [quoted(rest)])
    elif kind in ("a", "aaaa"):
        zone.set(name, kind.upper(), items)
    elif kind == "mx":
        zone.set(name, "MX", [f"{n} mx{n}.{name}" for n in range(len(items))])
        for n, address in enumerate(items):
            zone.set(f"mx{n}.{name}", "AAAA" if ":" in address else "A", [address])
    else:
        zone.set(reverse(name), "PTR", [name_text(zone.key(i)) for i in items])


def check(ctx, zone, state):
    """(result, explanation) as that implementation counts them."""
    for text in (state["domain"], *[t for r in zone.names.values() for t in r.get("TXT", [])]):
        for word in text.replace("include:", " ").strip('"').split():
            if word.startswith("_dns_error"):
                zone.broken[word] = "failed"
    query = {"client_ip": state["ip"], "helo": state["domain"], "mail_from": state["sender"]}
    queries = [query]
    if state["sender"].rpartition("@")[2] not in ("", state["domain"]):
        queries.insert(0, {"client_ip": state["ip"], "helo": state["domain"]})
    got = evaluate(ctx, zone, queries)
    first = got[0]
    return got[-1] if first["result"] in ("pass", "none") else first


def documents(text):
    """Lines of one document: (key, value)."""
    lines = []
    for line in text.splitlines():
        if line.strip() == "---":
            yield lines
            lines = []
        elif line.strip() and not line.lstrip().startswith("#"):
            key, _, value = line.strip().removeprefix("- ").partition(":")
            lines.append((key.strip(), value.strip()))
    yield lines


def run(ctx):
    tally = Tally()
    for path in ctx.files(NAME, "*.yml"):
        for lines in documents(path.read_text(encoding="utf-8")):
            zone, state, title, n = Zone(), {}, "", 0
            for key, value in lines:
                if key in RECORDS and value:
                    add_record(zone, key, value)
                elif key == "name":
                    title = value
                elif key == "expect":
                    n += 1
                    wanted, _, explanation = value.partition(" ")
                    got = check(ctx, zone, state)
                    good = got["result"] == wanted and (not explanation or got["explanation"] == explanation)
                    why = f"{got['result']} {got['explanation']!r} ({got['problem']}), not {value}"
                    tally.case(f"{path.stem}: {title}: {n} {state['domain']} {state['ip']}", good, why)
                elif key in ("domain", "sender", "ip"):
                    state[key] = value
    return tally.result()
