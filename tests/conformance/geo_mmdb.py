"""Databases of places: each network of the source is found again with its whole record; those
that are broken are refused, or what is broken in them is said, and nobody dies."""

import ipaddress
import json

from framework import Tally

NAME = "geo-mmdb"
GOAL = 95


def ask(ctx, database, addresses):
    done = ctx.command(["read", "geo", "--geo", database], stdin=("\n".join(addresses) + "\n").encode())
    lines = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    return done, lines


def own_answer(line, name):
    """What the database under test says, not those that the machine has besides."""
    return next((a for a in line["answers"] if a["record"] is not None or a["broken"]), None)


def same(want, have):
    """A source may leave values to the writer's types (2 and 2.0)."""
    if isinstance(want, dict):
        return isinstance(have, dict) and want.keys() == have.keys() and all(same(want[k], have[k]) for k in want)
    if isinstance(want, list):
        return isinstance(have, list) and len(want) == len(have) and all(map(same, want, have))
    if isinstance(want, bool) or isinstance(have, bool):
        return want is have
    if isinstance(want, (int, float)) and isinstance(have, (int, float)):
        return abs(want - have) <= 1e-6 * max(1, abs(want))
    return want == have


def networks(source):
    for item in source:
        for net, record in item.items():
            yield ipaddress.ip_network(net, strict=False), record


def inside(net, all_networks):
    """An address of `net` that no narrower network of the source holds."""
    narrower = [o for o in all_networks if o != net and o.version == net.version and o.subnet_of(net)]
    address = net.network_address
    while any(address in o for o in narrower):
        address = max(o.broadcast_address for o in narrower if address in o) + 1
    return address


def judge_source(ctx, tally, file, database):
    rows = list(networks(json.loads(file.read_text(encoding="utf-8"))))
    inner = {net for net, _ in rows}
    addresses = [str(inside(net, inner)) for net, _ in rows]
    _done, lines = ask(ctx, database, addresses)
    for (net, record), line in zip(rows, lines):
        got = own_answer(line, database)
        tally.case(f"{file.name} {net}", got and same(record, got["record"]), got and json.dumps(got["record"])[:120])
        country = record.get("country", {}).get("iso_code") if isinstance(record.get("country"), dict) else None
        if country and got:
            tally.case(f"{file.name} {net} country", got["country"] == country, got["country"])
        place = record.get("location", {})
        if "latitude" in place and got:
            tally.case(f"{file.name} {net} place", same([place["latitude"], place["longitude"]], [got["latitude"], got["longitude"]]), got["latitude"])


def judge_plain(ctx, tally, database):
    """Databases without a source: some name the address in each record."""
    done, lines = ask(ctx, database, ["1.1.1.1", "1.1.1.2", "1.1.1.16", "1.1.1.32", "::1:ffff:ffff", "::2:0:40", "::1"])
    if "Invalid" in database.name:
        tally.case(f"{database.name} refused", done.returncode == 2 and not lines, done.stderr.decode()[-120:])
        return
    tally.case(f"{database.name} read", done.returncode == 0 and len(lines) == 7, done.stderr.decode()[-120:])
    for line in lines:
        got = own_answer(line, database)
        if got is None:
            continue
        tally.case(f"{database.name} {line['input']} whole", not got["broken"], got["prefix"])
        record = got["record"]
        if isinstance(record, dict) and isinstance(record.get("ip"), str):
            net = ipaddress.ip_network(got["prefix"], strict=False)
            ip = ipaddress.ip_address(record["ip"])
            if ip.version == 6 and net.version == 4:
                ip = ipaddress.ip_address(int(ip) & 0xFFFFFFFF)
            tally.case(f"{database.name} {line['input']} record", ip in net, f"{ip} {net}")


def judge_bad(ctx, tally, database):
    done, lines = ask(ctx, database, ["1.1.1.1", "8.8.8.8", "::1", "2001:4860::1", "255.255.255.255"])
    refused = done.returncode == 2 and b"died" not in done.stderr
    broken = any(a["broken"] for line in lines for a in line["answers"])
    nothing = done.returncode == 0 and not any(own_answer(line, database) for line in lines)
    tally.case(f"bad-data/{database.name}", refused or broken or nothing, f"status {done.returncode}, {done.stderr.decode()[-120:]}")
    if nothing:
        tally.notes.append(f"{database.name}: opens, and has nothing about the addresses asked")


def run(ctx):
    tally = Tally()
    folder = ctx.folder("geo-mmdb")
    sources = {f.stem: f for f in (folder / "source-data").glob("*.json")}
    for database in sorted((folder / "test-data").glob("*.mmdb")):
        if database.stem in sources:
            judge_source(ctx, tally, sources[database.stem], database)
        else:
            judge_plain(ctx, tally, database)
    for database in sorted((folder / "bad-data").rglob("*.mmdb")):
        judge_bad(ctx, tally, database)
    return tally.result()
