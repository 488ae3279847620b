"""WHOIS answers per top-level domain and per AS number, and what another parser read out of
them. No expected file: the name is not registered."""

import json
import re

from _registry import half, moment, read_each, same_time, squeeze_status, words
from framework import Tally

NAME = "whois-php"
GOAL = 95


def same_name(want, have):
    plain = lambda s: re.sub(r"[^\w]", "", (s or "").lower())
    return plain(want) == plain(have)


def judge(want, got):
    """(field, right, why) of one registered name."""
    yield "outcome", got["outcome"] == "found", got["outcome"]
    if want.get("domainName"):
        yield "domain", want["domainName"].lower() == got["domain"], f"{want['domainName']} {got['domain']}"
    for ours, theirs in (("created", "creationDate"), ("updated", "updatedDate"), ("expires", "expirationDate")):
        value = want.get(theirs)
        if value:
            there = same_time(value, got, ours)
            if not there and ours == "expires" and got["registrar_expires"]:
                there = same_time(value, {**got, "expires": got["registrar_expires"],
                                          "as_written": {"expires": got["as_written"]["registrar_expires"]}}, ours)
            yield ours, there, f"want {value} have {got[ours]}"
    if want.get("nameServers"):
        servers = sorted(s.lower().rstrip(".") for s in want["nameServers"])
        yield "name_servers", servers == sorted(got["name_servers"]), f"want {servers} have {got['name_servers']}"
    if want.get("registrar"):
        yield "registrar", same_name(want["registrar"], got["registrar"]), f"want {want['registrar']} have {got['registrar']}"
    if want.get("whoisServer"):
        yield "referral", want["whoisServer"].lower() == got["referral"], f"want {want['whoisServer']} have {got['referral']}"
    if want.get("owner"):
        have = [got["registrant"][k] for k in ("organization", "name", "handle")]
        yield "registrant", any(same_name(want["owner"], h) for h in have), f"want {want['owner']} have {have}"
    if want.get("states"):
        states = {squeeze_status(s) for s in want["states"]}
        yield "statuses", states == {squeeze_status(s) for s in got["statuses"]}, f"want {want['states']} have {got['statuses']}"
    for route in want.get("routes", []):
        prefix = route["route"] or route["route6"]
        yield f"route {prefix}", any(
            r["prefix"] == prefix and (r["origin"] or "") == route["origin"] for r in got["routes"]), f"{len(got['routes'])} routes"


def run(ctx):
    tally = Tally()
    folder = ctx.folder("whois-php")
    files = ctx.files("whois-php", "*.txt")
    expected = {f: f.with_suffix(".json") for f in files}
    answers = []
    for f in files:
        server = f.stem if f.parts[-3] == "asn" else ""
        answers.append((f.read_bytes(), server, ""))
    facts = read_each(ctx, "whois", answers)
    halves, groups, free = {0: [0, 0], 1: [0, 0]}, {}, [0, 0]
    for f, got in zip(files, facts):
        name = f.relative_to(folder)
        if expected[f].exists():
            rows = list(judge(json.loads(expected[f].read_text(encoding="utf-8")), got))
        elif not f.stem.startswith("free"):
            continue  # the suite was cut: what is read out of this answer is not in it
        else:
            rows = [("outcome", got["outcome"] not in ("found", "unreadable"), f"{got['outcome']}, and it is not registered")]
            free[0] += rows[0][1]
            free[1] += 1
        for field, ok, why in rows:
            tally.case(f"{name} {field}", ok, why)
            for count in (halves[half(name.parts[1])], groups.setdefault(field.split()[0], [0, 0])):
                count[0] += bool(ok)
                count[1] += 1
    for which in (1, 0):
        ok, all_ = halves[which]
        tally.notes.append(f"domains {'looked at while the tables were made' if which else 'set aside until the first measure'}: {ok} of {all_} fields, {100 * ok / all_:.2f} %")
    tally.notes.append(f"no record (not registered, or not answered): {free[0]} of {free[1]}")
    tally.notes.append(", ".join(f"{k} {v[0]}/{v[1]}" for k, v in sorted(groups.items())))
    return tally.result()
