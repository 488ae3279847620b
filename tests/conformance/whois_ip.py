"""Answers of the five regional registries, of JPNIC's and KRNIC's gateways, and of a registry
of routes: whether the network that is read out of each holds the address that was asked for,
and what else the suite says of it."""

import ipaddress
import json

from _registry import read_each
from framework import Tally

NAME = "whois-ip"
GOAL = 95


def holds(network, ip):
    if not network or not network["first"]:
        return False
    first, last = (ipaddress.ip_address(network[k]) for k in ("first", "last"))
    return first.version == ip.version and first <= ip <= last


def narrowest(facts, ip):
    """No other network of the answer that holds the address is narrower."""
    size = lambda n: int(ipaddress.ip_address(n["last"])) - int(ipaddress.ip_address(n["first"]))
    inside = [size(n) for n in facts["networks"] if holds(n, ip)]
    return bool(inside) and size(facts["network"]) == min(inside)


def load(ctx, name):
    return json.loads((ctx.folder("whois-ip") / name).read_text(encoding="utf-8"))


def networks(ctx, tally, name):
    asked = load(ctx, name)
    facts = read_each(ctx, "whois", [(v["response"].encode("utf-8", "surrogateescape"), "", "") for v in asked.values()])
    for (address, want), got in zip(asked.items(), facts):
        ip, case = ipaddress.ip_address(address), f"{name} {address}"
        tally.case(f"{case} outcome", got["outcome"] == "found", got["outcome"])
        tally.case(f"{case} network", holds(got["network"], ip), got["network"] and got["network"]["range"])
        tally.case(f"{case} most specific", narrowest(got, ip), got["network"] and got["network"]["range"])
        tally.case(f"{case} name", bool(got["network"] and (got["network"]["name"] or got["network"]["organization"])), "no name, no holder")
        country = want.get("asn_data", {}).get("asn_country_code")
        if country:
            have = got["network"] and got["network"]["country"]
            tally.case(f"{case} country", have and have.upper() == country, f"want {country} have {have}")


def routes(ctx, tally):
    asked = load(ctx, "asn.json")
    facts = read_each(ctx, "whois", [(v["response"].encode(), "", "") for v in asked.values()])
    for (address, want), got in zip(asked.items(), facts):
        lines = [line.split(":", 1)[1].strip() for line in want["response"].splitlines() if line.startswith(("route:", "route6:"))]
        tally.case(f"asn.json {address} outcome", got["outcome"] == "found", got["outcome"])
        tally.case(f"asn.json {address} all routes", [r["prefix"] for r in got["routes"]] == lines, f"{len(got['routes'])} of {len(lines)}")
        tally.case(f"asn.json {address} origin", all(r["origin"] == f"AS{want['asn']}" for r in got["routes"]), "another origin")


def rdap(ctx, tally):
    asked = load(ctx, "rdap.json")
    facts = read_each(ctx, "rdap", [(json.dumps(v["response"]).encode(), "", "") for v in asked.values()])
    for (address, want), got in zip(asked.items(), facts):
        ip, case, answer = ipaddress.ip_address(address), f"rdap.json {address}", want["response"]
        tally.case(f"{case} outcome", got["outcome"] == "found", got["outcome"])
        tally.case(f"{case} network", holds(got["network"], ip), got["network"])
        network = got["network"] or {}
        for ours, theirs in (("name", "name"), ("handle", "handle"), ("country", "country"), ("parent", "parentHandle"), ("type", "type")):
            if answer.get(theirs):
                tally.case(f"{case} {theirs}", network.get(ours) == answer[theirs], f"want {answer[theirs]} have {network.get(ours)}")


def run(ctx):
    tally = Tally()
    for name in ("whois.json", "jpnic.json", "krnic.json"):
        networks(ctx, tally, name)
    routes(ctx, tally)
    rdap(ctx, tally)
    return tally.result()
