"""Received fields of many mail systems: every value that a row names.

Three tables of other parsers are compared with `mekiki read received`. They differ in how
they write the same thing, so both sides are brought to one form first: names in lower
case, addresses without brackets, "ESMTP-TLS" as ESMTPS, "TLS-1.0" as TLSv1_0. What a row
leaves empty or null it does not name. A case is one named value; how many rows are right
as a whole is printed below. The RFC 1413 user is not in the output and is not compared.
"""

import datetime
import json
import re

from framework import Tally

NAME = "received"
GOAL = 97


def bare(name):
    """A host name or address as both sides would write it."""
    name = (name or "").strip("<>!").lower()
    literal = re.fullmatch(r"\[?(?:ipv6:)?([0-9a-f.:]+)\]?", name)
    return literal.group(1) if literal else name


def protocol(name):
    name = (name or "").upper()
    name = {"ESMTP-TLS": "ESMTPS", "HTTPREST": "HTTP"}.get(name, name)
    return re.sub(r"^LOCAL-B?", "", name)


def tls(got):
    """(version, cipher) of "TLSv1.3 TLS_AES…"; IronPort names the cipher alone."""
    words = (got["tls"] or "").split()
    version = ""
    if words and re.match(r"(?i)tls[-v]?\d", words[0]) and "_AES" not in words[0]:
        version = re.sub(r"(?i)^tls[-v]?", "TLSv", words.pop(0)).replace(".", "_")
    return version, words[0] if words else ""


def seconds(date):
    """A date of stalwart's table as ISO 8601 in UTC."""
    zone = datetime.timedelta(hours=date["tz_hour"], minutes=date["tz_minute"])
    zone = datetime.timezone(-zone if date["tz_before_gmt"] else zone)
    try:
        when = datetime.datetime(
            date["year"], date["month"], date["day"], date["hour"], date["minute"], date["second"], tzinfo=zone
        )
    except ValueError:
        return f"no date: {date}"
    return when.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def host(value):
    return bare(value.get("Name") or value.get("IpAddr"))


STALWART = {
    "from": (host, lambda got: bare(got["from"])),
    "by": (host, lambda got: bare(got["by"])),
    "helo": (host, lambda got: bare(got["helo"])),
    "from_ip": (bare, lambda got: bare(got["ip"])),
    "from_iprev": (bare, lambda got: bare(got["rdns"])),
    "with": (protocol, lambda got: protocol(got["protocol"])),
    "via": (str, lambda got: got["via"]),
    "id": (str, lambda got: got["id"]),
    "for_": (bare, lambda got: bare(got["for"])),
    "tls_version": (str, lambda got: tls(got)[0]),
    "tls_cipher": (str, lambda got: tls(got)[1]),
    "date": (seconds, lambda got: got["utc"]),
}

RELAY = {"ip": "ip", "rdns": "rdns", "helo": "helo", "by": "by", "envfrom": "envelope_from", "id": "id"}
CLAUSE = {"from": "from", "by": "by", "with": "protocol", "id": "id", "for": "for", "via": "via", "date": "utc"}


def stalwart(row, got):
    for key, wanted in row["expected"].items():
        if wanted is not None and key in STALWART:
            form, value = STALWART[key]
            yield key, form(wanted) == value(got), f"{value(got)!r}, not {form(wanted)!r}"


def relays(row, got):
    for key, wanted in re.findall(r"(\w+)=(\S+)", row["relay"]):
        if key in RELAY:
            yield key, bare(wanted) == bare(got[RELAY[key]]), f"{got[RELAY[key]]!r}, not {wanted!r}"


def clauses(row, got):
    for kind, clause, text in row["checks"]:
        value = got[CLAUSE[clause]]
        if kind == "has" or clause == "date":
            good = value is not None
        elif kind == "equal":
            good = bare(text) == bare(value)
        else:
            good = bare(text) in bare(value)
        yield f"{kind}-{clause}", good, f"{value!r}, not {text!r}"


def run(ctx):
    tally = Tally()
    whole = total = 0
    for compare in (stalwart, relays, clauses):
        name = compare.__name__
        rows = json.loads((ctx.folder("received") / f"{name}.json").read_text(encoding="utf-8"))
        results = ctx.read("received", [row["header"].strip() for row in rows])
        for n, (row, got) in enumerate(zip(rows, results)):
            good = [tally.case(f"{name}-{n:03d} {key}", *found) for key, *found in compare(row, got)]
            whole += all(good)
            total += 1
    tally.notes.append(f"received: {whole} of {total} rows are right as a whole ({100 * whole / total:.1f} %)")
    return tally.result()
