"""RDAP answers of domains, networks, AS numbers, name servers and entities; jCards, good and
broken; and what two of the answers look like as WHOIS."""

import json

from _registry import read_each, same_time, squeeze_status, words
from framework import Tally

NAME = "rdap"
GOAL = 95

SINGLE = {
    "Domain Name": "domain", "Registry Domain ID": "domain_id", "Creation Date": "created", "Updated Date": "updated",
    "Registry Expiry Date": "expires", "Registrar": "registrar", "Registrar IANA ID": "registrar_id", "Registrar Whois Server": "referral",
}
CONTACT = {"Name": "name", "Organization": "organization", "Street": "street", "City": "city", "State/Province": "state",
           "Postal Code": "postal_code", "Country": "country", "Phone": "phone", "Email": "email"}
ROLES = {"Registrant": "registrant", "Admin": "admin", "Tech": "tech", "Registrar": "registrar"}


def whois_lines(text):
    for line in text.splitlines():
        key, colon, value = line.partition(":")
        if colon and value.strip():
            yield key.strip(), value.strip()


def contact_value(facts, role, field):
    for contact in facts["contacts"]:
        if role in contact["roles"]:
            return contact[field]
    return None


def judge_gtld(tally, name, expected, got):
    statuses, servers = [], []
    for key, value in whois_lines(expected):
        case = f"{name} {key}"
        role, _, field = key.partition(" ")
        if key == "Domain Status":
            statuses.append(squeeze_status(value))
        elif key == "Name Server":
            servers.append(value.lower())
        elif key in ("Creation Date", "Updated Date", "Registry Expiry Date"):
            tally.case(case, same_time(value.split(".")[0].rstrip("Z") + "Z", got, SINGLE[key]), f"want {value} have {got[SINGLE[key]]}")
        elif key in SINGLE:
            tally.case(case, words(value).lower() == words(got[SINGLE[key]]).lower(), f"want {value} have {got[SINGLE[key]]}")
        elif key.startswith("Registrar Abuse Contact"):
            field = "email" if key.endswith("Email") else "phone"
            tally.case(case, any(a[field] and value.replace("tel:", "") in a[field] for a in got["abuse"]), f"want {value} have {got['abuse']}")
        elif role in ROLES and field in CONTACT:
            have = contact_value(got, ROLES[role], CONTACT[field])
            tally.case(case, words(value).replace("tel:", "") in words(have), f"want {value} have {have}")
    tally.case(f"{name} statuses", sorted(set(statuses)) == sorted({squeeze_status(s) for s in got["statuses"]}), f"want {statuses} have {got['statuses']}")
    if servers:
        tally.case(f"{name} name servers", sorted(servers) == sorted(got["name_servers"]), f"want {servers} have {got['name_servers']}")


def judge_object(tally, name, answer, got):
    """Plain members of an answer against the facts."""
    if "errorCode" in answer:
        tally.case(f"{name} outcome", got["outcome"] == ("not-found" if answer["errorCode"] == 404 else "refused"), got["outcome"])
        return
    tally.case(f"{name} outcome", got["outcome"] == "found", got["outcome"])
    kind = answer.get("objectClassName")
    if kind == "domain":
        tally.case(f"{name} domain", got["domain"] == answer["ldhName"].lower(), got["domain"])
        dates = {e["eventAction"]: e["eventDate"] for e in answer.get("events", [])}
        for ours, theirs in (("created", "registration"), ("updated", "last changed"), ("expires", "expiration")):
            tally.case(f"{name} {ours}", (got[ours] is None) == (theirs not in dates), got[ours])
        names = [n["ldhName"].lower().rstrip(".") for n in answer.get("nameservers", [])]
        tally.case(f"{name} name servers", names == got["name_servers"], got["name_servers"])
        signed = answer.get("secureDNS", {}).get("delegationSigned")
        tally.case(f"{name} signed", got["delegation_signed"] == signed, got["delegation_signed"])
    if kind == "nameserver":
        tally.case(f"{name} name", got["name_servers"] == [answer["ldhName"].lower()], got["name_servers"])
    if kind == "autnum":
        tally.case(f"{name} number", got["network"]["asn"] == answer["startAutnum"], got["network"])
    if kind == "ip network":
        tally.case(f"{name} range", (got["network"]["first"], got["network"]["last"]) == (answer["startAddress"], answer["endAddress"]), got["network"])
    if kind == "entity":
        tally.case(f"{name} handle", any(c["handle"] == answer["handle"] for c in got["contacts"]), got["contacts"])


def run(ctx):
    tally = Tally()
    folder = ctx.folder("rdap")
    answers = [f for f in sorted((folder / "answers").iterdir()) if f.suffix != ".gtld"]
    facts = read_each(ctx, "rdap", [(f.read_bytes(), "", "") for f in answers])
    for file, got in zip(answers, facts):
        judge_object(tally, file.name, json.loads(file.read_text(encoding="utf-8")), got)
        expected = file.with_name(file.stem + "-expected.gtld")
        if expected.exists():
            judge_gtld(tally, file.name, expected.read_text(encoding="utf-8"), got)
    cards = sorted((folder / "jcard").glob("*.json"))
    for file, got in zip(cards, read_each(ctx, "rdap", [(f.read_bytes(), "", "") for f in cards])):
        want = "unreadable" if file.name.startswith("error_") else "found"
        tally.case(f"jcard/{file.name}", got["outcome"] == want, got["outcome"])
    return tally.result()
