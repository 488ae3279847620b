"""mekiki lookup of 500 names at once: each is asked about, whatever the others wait for."""

import socket

import dns_server
from dns_server import Scripted

NAMES = 500
# As a resolver that has to find out itself.
DELAY = 0.1


def resolver(query):
    if query.type == dns_server.TYPES["A"]:
        return DELAY, query.answer(records=[query.record(socket.inet_aton(f"192.0.2.{len(query.name) % 250 + 1}"))])
    if query.type == dns_server.TYPES["TXT"]:
        return DELAY, query.answer(records=[query.record(dns_server.text(b"v=spf1 mx -all"))])
    return DELAY, query.answer()


def run(t):
    names = [f"d{i}.example" for i in range(NAMES)]
    with Scripted(resolver) as server:
        done = t.mekiki("lookup", "--lookup", *t.nowhere, "--resolver", server.resolver, "--format", "json", *names)
    t.equal("status", (done.status, done.errors), (0, ""))
    t.equal("one report a name, in the order of the names", [r["input"]["name"] for r in done.reports], names)
    statuses = {a["status"] for r in done.reports for a in r["answers"]}
    t.check("every question was answered", statuses <= {"answered", "no-data", "no-such-name"}, statuses)
    t.check("each name was asked about", {n for n in names} <= {q.name for q in server.seen})
