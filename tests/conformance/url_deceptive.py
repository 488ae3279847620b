"""Links that show one thing and lead to another, and odd links, in whole mails.

The names of other people's rules stand for findings of ours; a rule "fires" where the
finding is more than a note. Mails without expectations must be examined whole.
"""

import json

from framework import Tally

NAME = "url-deceptive"
GOAL = None

# Their rule: ours, any of them.
RULES = {
    "PHISHING": ["url.text-differs"],
    "STRICTER_PHISHING": ["url.text-differs"],
    "URL_USER_PASSWORD": ["url.userinfo"],
    "URL_USER_LONG": ["url.userinfo"],
    "URL_USER_VERY_LONG": ["url.userinfo"],
    "URL_NUMERIC_IP": ["url.numeric-host"],
    "URL_NUMERIC_IP_USER": ["url.numeric-host+url.userinfo"],
    "URL_OBFUSCATED_TEXT": ["url.obfuscated"],
    "URL_SUSPICIOUS_TLD": ["url.suspicious-tld"],
}
# Rules that differ in a number alone.
NO_NUMBERS = {"URL_USER_VERY_LONG": "URL_USER_LONG"}


def fired(report):
    return {f["id"] for f in report["findings"] if f["severity"] in ("adverse", "caution")}


def holds(rule, report):
    found = fired(report)
    return any(set(ours.split("+")) <= found for ours in RULES[rule])


def symbol(expected):
    return expected["symbol"] if isinstance(expected, dict) else expected


def why_not(case, report):
    wanted = [symbol(e) for e in case["expect"]]
    for rule in wanted:
        if not holds(rule, report):
            return f"{rule}: not among {' '.join(sorted(fired(report)))}"
    for rule in map(symbol, case["expect_not"]):
        if NO_NUMBERS.get(rule) in wanted:
            continue
        if holds(rule, report):
            return f"{rule} where nothing is wrong"
    return ""


def run(ctx):
    tally = Tally()
    folder = ctx.folder("url-deceptive")
    cases = json.loads((folder / "cases.json").read_text(encoding="utf-8"))
    reports = ctx.inspect([folder / "messages" / case["message"] for case in cases])
    for case, report in zip(cases, reports):
        why = why_not(case, report)
        tally.case(case["name"], not why, why)
    files = sorted((folder / "plain").glob("*.eml"))
    for path, report in zip(files, ctx.inspect(files)):
        tally.case(path.name, not report["input"]["error"], report["input"]["error"])
    files = sorted((folder / "sublime").glob("*.eml"))
    for path, report in zip(files, ctx.inspect(files)):
        verdict = report["verdict"]["class"]
        tally.case(path.name, verdict in ("fraudulent", "suspicious"), verdict)
    return tally.result()
