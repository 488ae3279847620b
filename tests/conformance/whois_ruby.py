"""Answers of some 180 WHOIS servers, and what a parser with a class for each server reads out
of them: every assertion about a value is a field."""

import re

from _registry import half, moment, read_each, same_time, squeeze_status, words
from framework import Tally

NAME = "whois-ruby"
GOAL = 95

OUTCOMES = {
    "available": {"not-found"},
    "registered": {"found"},
    "reserved": {"reserved"},
    "unavailable": {"reserved"},
    # registered, in a state of its life
    "expired": {"found"},
    "inactive": {"found"},
    "redemption": {"found"},
    "suspended": {"found"},
    # a name that cannot be
    "invalid": {"refused", "reserved", "not-found"},
}
FIELDS = {"id": "handle", "name": "name", "organization": "organization", "address": "street", "city": "city", "zip": "postal_code",
          "state": "state", "country": "country", "country_code": "country", "phone": "phone", "fax": "fax", "email": "email", "url": "url"}
ROLES = {"registrant_contacts": "registrant", "admin_contacts": "admin", "technical_contacts": "tech"}


def assertions(text):
    """(property, path, operator, value): path is "" or "[0].name"; value as Python has it."""
    prop = None
    for line in text.splitlines():
        if line.startswith("#"):
            prop = line[1:].strip()
            continue
        m = re.match(r"^\s+%s(\S*)\s*(==|%TIME|%SIZE)\s*(.*)$", line)
        if not m or prop is None:
            continue
        path, op, value = m.groups()
        if op == "%TIME":
            yield prop, path, "time", value.strip()[1:-1]
        elif op == "%SIZE":
            yield prop, path, "size", int(value.strip()[1:-1])
        else:
            yield prop, path, "==", value.strip()


def literal(value):
    if value == "nil":
        return None
    if value in ("true", "false"):
        return value == "true"
    if value.startswith('"'):
        return value[1:-1].replace('\\"', '"').replace("\\n", "\n").replace("\\r", "\r")
    if value.startswith("["):
        return re.findall(r'"((?:[^"\\]|\\.)*)"', value)
    return value


def same_text(want, have):
    if not want or not have:
        return (want or None) is (have or None)
    return words(want).casefold() == words(have).casefold()


def contact_of(facts, role, n):
    found = [c for c in facts["contacts"] if role in c["roles"]]
    return found[n] if n < len(found) else None


def judge_contact(facts, role, path, op, want):
    m = re.match(r"^\[(\d+)\]\.(\w+)$", path)
    if not m or m.group(2) not in FIELDS:
        return None
    contact, field = contact_of(facts, role, int(m.group(1))), m.group(2)
    have = contact[FIELDS[field]] if contact else None
    if want == "":
        return contact is None or contact["standing"][FIELDS[field]] in ("empty", "not-collected")
    if want is None:
        # one of the two is said, a code or a name
        if field in ("country", "country_code"):
            return None
        return have is None or contact["standing"][FIELDS[field]] != "published"
    if m.group(2) == "address" and have is not None:
        # how lines are joined is the parser's own taste
        want, have = (re.sub(r"(,|\\n|\n)\s*", " ", t) for t in (want, have))
    return have is not None and same_text(want, have)


def judge_host(facts, path, op, want):
    m = re.match(r"^\[(\d+)\]\.(name|ipv4|ipv6)$", path)
    if not m:
        return None
    n, what = int(m.group(1)), m.group(2)
    if n >= len(facts["name_servers"]):
        return False
    name = facts["name_servers"][n]
    if what == "name":
        return same_text(want, name)
    addresses = next((h["addresses"] for h in facts["name_server_addresses"] if h["name"] == name), [])
    mine = [a for a in addresses if (":" in a) == (what == "ipv6")]
    return not mine if want is None else want.lower() in mine


def judge_registrar(facts, path, want):
    keys = {".name": ("registrar",), ".organization": ("registrar",), ".id": ("registrar_id", "handle"), ".url": ("registrar_url",)}
    if path not in keys:
        return None
    if want is None:
        return True if path in (".id", ".url", ".organization") else facts["registrar"] is None
    registrar = next((c for c in facts["contacts"] if "registrar" in c["roles"]), None)
    have = [facts[k] for k in keys[path] if k in facts]
    if registrar:
        have += [registrar[k] for k in ("name", "organization", "handle")]
    return any(h is not None and same_text(want, h) for h in have)


def registrars(facts):
    """The registrar's own end of the term, where the suite takes that."""
    return {"expires": facts["registrar_expires"], "as_written": {"expires": facts["as_written"]["registrar_expires"]}}


def judge(facts, prop, path, op, want):
    """True, False, or None where it is no field of ours."""
    outcome = facts["outcome"]
    if prop == "status":
        if op == "==" and want.startswith(":"):
            return outcome in OUTCOMES.get(want[1:], {"found"})
        if op == "==" and want.startswith("["):
            return sorted({squeeze_status(s) for s in literal(want)} - {""}) == sorted({squeeze_status(s) for s in facts["statuses"]})
        if op == "==" and want.startswith('"'):
            return squeeze_status(literal(want)) in [squeeze_status(s) for s in facts["statuses"]]
        return None
    if prop == "available?":
        return (outcome == "not-found") == (want == "true")
    if prop == "registered?":
        return (outcome == "found") == (want == "true")
    if prop == "reserved?":
        return (outcome == "reserved") == (want == "true")
    if prop == "invalid?":
        return (outcome in OUTCOMES["invalid"]) == (want == "true")
    if prop == "response_throttled?":
        return (outcome == "throttled") == (want == "true")
    if prop == "response_unavailable?":
        return (outcome == "refused") == (want == "true")
    if prop in ("created_on", "updated_on", "expires_on"):
        key = {"created_on": "created", "updated_on": "updated", "expires_on": "expires"}[prop]
        if op == "time":
            return same_time(want, facts, key) or (key == "expires" and same_time(want, registrars(facts), key))
        return facts[key] is None if want == "nil" else None
    if prop == "domain" and want == "nil" and outcome != "found":
        return None  # whether the sentence names it is not what the suite is about
    if prop == "domain":
        return same_text(literal(want), facts["domain"]) if op == "==" else None
    if prop == "domain_id":
        return same_text(literal(want), facts["domain_id"]) if op == "==" else None
    if prop == "nameservers":
        if op == "size":
            return len(facts["name_servers"]) == want
        if op == "==" and want == "[]":
            return not facts["name_servers"]
        return judge_host(facts, path, op, literal(want)) if op == "==" else None
    if prop == "registrar":
        if path == "":
            return facts["registrar"] is None if want == "nil" else None
        return judge_registrar(facts, path, literal(want))
    if prop in ROLES and op == "==":
        if want == "[]":
            return contact_of(facts, ROLES[prop], 0) is None
        return judge_contact(facts, ROLES[prop], path, op, literal(want))
    if prop == "referral_whois":
        return same_text(literal(want), facts["referral"])
    if prop == "referral_url":
        return same_text(literal(want), facts["registrar_url"]) if want != "nil" else True
    return None


def cases(ctx):
    folder = ctx.folder("whois-ruby")
    for file in ctx.files("whois-ruby", "*.expected"):
        answer = file.with_suffix(".txt")
        if answer.exists():
            yield file.relative_to(folder).with_suffix(""), answer.read_bytes(), file.read_text(encoding="utf-8")


def run(ctx):
    tally = Tally()
    found = list(cases(ctx))
    facts = read_each(ctx, "whois", [(text, name.parts[0], "") for name, text, _ in found])
    halves, hard = {0: [0, 0], 1: [0, 0]}, [0, 0]
    groups = {}
    for (name, _text, expected), got in zip(found, facts):
        for prop, path, op, want in assertions(expected):
            ok = judge(got, prop, path, op, want)
            if ok is None:
                continue
            case = f"{name} {prop}{path}{' size' if op == 'size' else ''}"
            have = got["outcome"] if prop.endswith("?") or prop == "status" else ""
            tally.case(case, ok, f"want {want!r} {have}")
            count = halves[half(name.parts[0])]
            count[0] += ok
            count[1] += 1
            group = groups.setdefault(prop, [0, 0])
            group[0] += ok
            group[1] += 1
            if (prop in ("available?", "response_throttled?") and want == "true"):
                hard[0] += ok
                hard[1] += 1
    for which in (1, 0):
        ok, all_ = halves[which]
        tally.notes.append(f"servers {'looked at while the tables were made' if which else 'set aside until the first measure'}: {ok} of {all_} fields, {100 * ok / all_:.2f} %")
    tally.notes.append(f"throttled and not found: {hard[0]} of {hard[1]}")
    tally.notes.append(", ".join(f"{k} {v[0]}/{v[1]}" for k, v in sorted(groups.items())))
    return tally.result()
