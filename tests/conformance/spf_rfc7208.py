"""The test suite of RFC 7208: check_host(), its result and its explanation.

A name with TIMEOUT times out for each type that is not listed; SPF stands for TXT unless the
name has TXT of its own; "DEFAULT" is a receiver's own explanation: the sender gave none.
"""

from _zone import Zone, evaluate, name_text, quoted
from framework import Broken, Tally

NAME = "spf-rfc7208"
GOAL = 100


def strings(value):
    parts = value if isinstance(value, list) else [value]
    return " ".join(quoted(str(p)) for p in parts) or '""'


def add_record(zone, name, kind, value):
    if kind in ("TXT", "SPF"):
        zone.add(name, kind, strings(value))
    elif kind == "MX":
        zone.add(name, kind, f"{value[0]} {name_text(str(value[1]))}")
    elif kind == "CNAME":
        zone.aliases[zone.key(name)] = str(value)
    elif kind == "PTR":
        zone.add(name, kind, name_text(str(value)))
    else:
        zone.add(name, kind, str(value))


def read_zone(data):
    zone = Zone()
    for name, entries in (data or {}).items():
        zone.names.setdefault(zone.key(name), {})
        for entry in entries:
            if entry == "TIMEOUT":
                zone.broken[zone.key(name)] = "timeout"
                continue
            for kind, value in entry.items():
                add_record(zone, name, kind, value)
    for records in zone.names.values():
        spf = records.pop("SPF", [])
        texts = records.get("TXT", spf)
        records["TXT"] = [t for t in texts if t != '"NONE"']
    return zone


def judge(tally, name, test, got):
    wanted = test["result"] if isinstance(test["result"], list) else [test["result"]]
    result = got.get("result")
    good = result in wanted
    why = f"{result} ({got.get('problem')}: {got.get('problem_at')}), not {'/'.join(wanted)}"
    explanation = test.get("explanation")
    if good and explanation and result == "fail":
        wanted = None if explanation == "DEFAULT" else explanation
        good = got["explanation"] == wanted
        why = f"explanation {got['explanation']!r}, not {wanted!r}"
    tally.case(name, good, why)


def run(ctx):
    try:
        import yaml
    except ImportError as error:
        raise Broken("python3-yaml is missing: apt-get install python3-yaml") from error
    tally = Tally()
    (path,) = ctx.files(NAME, "*.yml")
    with open(path, encoding="utf-8") as file:
        for scenario in yaml.load_all(file, Loader=yaml.BaseLoader):
            tests = scenario["tests"]
            queries = [
                {"client_ip": t["host"], "helo": t["helo"], "mail_from": t["mailfrom"]} for t in tests.values()
            ]
            for (name, test), got in zip(tests.items(), evaluate(ctx, read_zone(scenario["zonedata"]), queries)):
                judge(tally, f"{scenario['description']}: {name}", test, got)
    return tally.result()
