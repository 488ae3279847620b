"""Readers of what registries and databases of addresses say: their output keeps its schema."""

import json
import pathlib

from harness import ROOT

try:
    import jsonschema
except ImportError:  # said below
    jsonschema = None

WHOIS = b"""Domain Name: EXAMPLE.SHOP
Creation Date: 2021-10-24T05:00:00Z
Registry Expiry Date: 2022-10-24T05:00:00Z
Registrar: Example Names
Registrar Abuse Contact Email: abuse@names.example
Registrant Organization: Example Inc
Registrant Country: JP
Domain Status: pendingDelete https://icann.org/epp#pendingDelete
Name Server: NS1.EXAMPLE.NET
"""
NETWORK = b"inetnum: 192.0.2.0 - 192.0.2.255\nnetname: EXAMPLE\ncountry: DE\n\nroute: 192.0.2.0/24\norigin: AS64496\n"
RDAP = b'{"objectClassName":"domain","ldhName":"example.net","status":["client hold"]}'
LIBLOC = pathlib.Path("/var/lib/location/database.db")


def mmdb_value(value):
    """A value in MaxMind's format: maps, texts, numbers below 65,536."""
    if isinstance(value, dict):
        return bytes([0xE0 | len(value)]) + b"".join(mmdb_value(k) + mmdb_value(v) for k, v in value.items())
    if isinstance(value, list):
        return bytes([len(value), 11 - 7]) + b"".join(map(mmdb_value, value))
    if isinstance(value, str):
        return bytes([0x40 | len(value)]) + value.encode()
    return b"\xA2" + value.to_bytes(2, "big")


def of_own(answers):
    return [a["country"] for a in answers if a["source"] == "Test"]


def mmdb(address, bits, record):
    """A database of version 4 addresses that knows of one network."""
    number = int.from_bytes(bytes(map(int, address.split("."))), "big")
    tree = b""
    for depth in range(bits):
        onward = depth + 1 if depth + 1 < bits else bits + 16
        pair = [bits, bits]  # nothing is known
        pair[number >> (31 - depth) & 1] = onward
        tree += b"".join(n.to_bytes(3, "big") for n in pair)
    about = {"binary_format_major_version": 2, "binary_format_minor_version": 0, "build_epoch": 0,
             "database_type": "Test", "description": {}, "ip_version": 4, "languages": [],
             "node_count": bits, "record_size": 24}
    return tree + bytes(16) + mmdb_value(record) + b"\xab\xcd\xefMaxMind.com" + mmdb_value(about)


def read(t, kind, stdin, *options):
    done = t.mekiki("read", kind, *options, stdin=stdin)
    return done, [json.loads(line) for line in done.out.splitlines()]


def validator(name):
    return jsonschema.Draft202012Validator(json.loads((ROOT / "data/schema" / name).read_text(encoding="utf-8")))


def run(t):
    answers = {}
    for name, kind, text in (("domain", "whois", WHOIS), ("network", "whois", NETWORK), ("rdap", "rdap", RDAP), ("nothing", "whois", b"")):
        done, lines = read(t, kind, text)
        t.equal(f"{name}: one object", (done.status, len(lines)), (0, 1))
        answers[name] = lines[0]
    t.equal("the expiry", answers["domain"]["expires"], "2022-10-24T05:00:00Z")
    t.equal("the status, in EPP's spelling", answers["domain"]["statuses"], ["pendingDelete"])
    t.equal("the desk", answers["domain"]["abuse"][0]["email"], "abuse@names.example")
    t.equal("the network", answers["network"]["network"]["prefixes"], ["192.0.2.0/24"])
    t.equal("RDAP speaks EPP too", answers["rdap"]["statuses"], ["clientHold"])
    t.equal("nothing is no answer", answers["nothing"]["outcome"], "unreadable")

    objects = [{"input": WHOIS.decode()}, {"input": "2020-01-02 03:04:05", "server": "x"}, {"query": "no input"}]
    done, lines = read(t, "whois", "".join(json.dumps(o) + "\n" for o in objects).encode(), "--json")
    t.equal("with --json an object a line", [line.get("outcome", line.get("error", "")) for line in lines],
            ["found", "unreadable", 'not a JSON object with "input"'])

    done, places = read(t, "geo", b"104.21.84.26\n10.0.0.1\nno address\n")
    t.equal("geo: an object a line", (done.status, len(places)), (0, 3))
    t.equal("nobody's network is told", (places[1]["special"], places[1]["answers"]), ("private", []))
    t.equal("what is no address has none", places[2]["address"], None)
    if LIBLOC.exists() and any(d["source"] == "libloc" for d in places[0]["databases"]):
        t.check("an address announced in many places", places[0]["answers"][0]["anycast"])
    else:
        t.skip("libloc", "its database is not installed, or mekiki is built without it")
    done = t.mekiki("read", "geo", "--geo", t.file("broken.mmdb", b"\xab\xcd\xefMaxMind.com\xe1"), stdin=b"192.0.2.1\n")
    t.equal("a broken database is refused", done.status, 2)
    own = t.file("own.mmdb", mmdb("11.22.33.0", 24, {"country": {"iso_code": "XK"}}))
    done, places = read(t, "geo", b"11.22.33.7\n11.22.34.7\n", "--geo", str(own))
    t.equal("a database of one's own", [of_own(p["answers"]) for p in places], [["XK"], []])
    done = t.mekiki("lookup", "--resolver", "127.0.0.1@9", "--format", "json", "--geo", str(own), "11.22.33.7")
    t.equal("mekiki lookup asks it as well", of_own(json.loads(done.out)["addresses"][0]["geo"]), ["XK"])

    if jsonschema is None:
        t.skip("JSON Schema", "python3-jsonschema is not installed")
        return
    for name, answer in answers.items():
        wrong = [e.message[:200] for e in validator("registry-1.json").iter_errors(answer)]
        t.check(f"{name}: keeps its schema", not wrong, wrong[:3])
    for place in places:
        wrong = [e.message[:200] for e in validator("geo-1.json").iter_errors(place)]
        t.check(f"geo {place['input']}: keeps its schema", not wrong, wrong[:3])
    t.check("a broken object is not accepted", not validator("registry-1.json").is_valid({"outcome": "maybe"}))
