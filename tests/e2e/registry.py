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
