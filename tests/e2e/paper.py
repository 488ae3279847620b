"""Reports as others take them: Markdown, CSV, STIX and MISP of the three worlds and of mails that are hostile in every field.

CSV is read by Python's own reader, Markdown rendered by cmark-gfm, which must find neither link nor picture nor HTML that
came with a mail. What STIX 2.1 and MISP's core format require is stated here property by property, with its clause; where
the projects' own packages are installed (stix2, pymisp) they read it too.
"""

import csv
import importlib.util
import io
import json
import re
import shutil
import subprocess
import uuid

from harness import WORLDS

HOSTILE = [
    "\x1b[31mred\x1b]8;;http://evil.example\x1b\\x\x1b]52;c;ZWNobw==\x07", "\u009b31m\u009d8;;x", "\u202eevil\u2066x\u200by",
    "a\rb", "=cmd|' /C calc'!A0", "@SUM(1+1)", "\t=1+1", "+1+cmd", "-2+3", "\uff1d1+1", '"quote" ""', "](javascript:alert(1))",
    "<script>alert(1)</script>", "a|b|c", "`code` ``two``", "![p](http://evil.example/p.png)", "<img src=x onerror=alert(1)>",
    "<http://evil.example>", "http://evil.example/x", "www.evil.example", "www.evil.zzqq", "a@b.zzqq", "[x][y]", "# head",
    "1. list", "- list", "---", "~~~", "&lt;b&gt;", "&#60;b>", "$x$", "{{x}}", "//evil.example/x", "'] OR [url:value = 'x",
    "<!-- x", "```\nhttp://evil.example", "mailto:a@evil.example", "ftp://evil.example/", "*b* _i_ ~~s~~", "@everyone #1",
]
FORMATS = ["text", "json", "csv", "markdown", "stix", "misp"]
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
COLUMNS = ["type", "value", "defanged", "role", "first_seen", "last_seen", "confidence", "source", "tlp"]
ROLES = ["bad", "abused", "victim", "context"]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def run(t):
    cases = {name: world(t, name) for name in "ABC"}
    for n, text in enumerate(HOSTILE):
        cases[f"hostile {n}"] = hostile(t, n, text)
    cases["all at once"] = hostile(t, "all", " ".join(HOSTILE))
    for name, options in cases.items():
        papers = {f: t.mekiki("inspect", "--format", f, "--lang", "en", *options) for f in FORMATS}
        t.equal(f"{name}: all are written", {f: p.status for f, p in papers.items() if p.status}, {})
        for form, paper in papers.items():
            found = CONTROL.search(paper.text.replace("\r\n", "\n") if form == "csv" else paper.text)
            t.check(f"{name}: {form}: nothing that a terminal obeys", not found, found and repr(paper.text[found.start() - 40:found.end() + 40]))
        report = papers["json"].report
        read_csv(t, name, papers["csv"].text, report)
        read_markdown(t, name, papers["markdown"].text)
        read_stix(t, name, papers["stix"].report, report)
        read_misp(t, name, papers["misp"].report, report)
    streams(t, cases)
    roles(t, cases)
    same_again(t, cases)
    levels(t, cases)


def world(t, name):
    folder = WORLDS / name
    return ["--profile", folder / "site.conf", "--answers", folder / "answers.json", "--visit",
            "--clock", (folder / "clock").read_text().strip(), folder / "mail.eml"]


def hostile(t, n, text):
    """One mail with the text wherever a field takes one; raw, for a sender need not encode."""
    line = text.replace("\n", " ").replace("\x00", "")
    mail = f"""Return-Path: <{line}@evil.example>
Received: from {line} ({line} [198.51.100.7]) by mx.example.jp with ESMTP id {line}; Sun, 1 Jan 2023 22:22:02 +0900
From: "{line}" <a@evil-amazon.example>
To: "{line}" <hanako@example.jp>
Reply-To: {line} <b@gmail.com>
Subject: Amazon {line}
Date: Sun, 1 Jan 2023 20:41:04 +0900
Message-ID: <{line}@evil.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset=utf-8

<p>Your Amazon account is suspended. {text}</p>
<a href="http://login.amazon.evil.example/{line.replace('"', '%22')}">{line} https://www.amazon.co.jp/</a>
--b
Content-Type: application/octet-stream; name="{line.replace('"', '')}.exe"
Content-Disposition: attachment; filename="{line.replace('"', '')}.exe"
Content-Transfer-Encoding: base64

TVqQAAMAAAAEAAAA//8AALgAAAAAAAAAQAAAAAAAAAA=
--b--
"""
    site = t.file("site.conf", b"own-domain = example.jp\nrelay = mx.example.jp\n")
    return ["--profile", site, "--clock", "2023-01-02T00:00:00Z", t.file(f"{n}.eml", mail.encode("utf-8", "surrogateescape"))]


# --- CSV (RFC 4180)
def read_csv(t, name, text, report):
    t.check(f"{name}: csv: every line ends in CR LF", text.endswith("\r\n") and "\n" not in text.replace("\r\n", ""))
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    t.equal(f"{name}: csv: columns", rows[0], COLUMNS)
    t.equal(f"{name}: csv: cells", {len(row) for row in rows}, {len(COLUMNS)})
    active = [cell for row in rows[1:] for cell in row if cell.lstrip(" \u00a0\u3000").startswith(FORMULA)]
    t.equal(f"{name}: csv: no formula", active, [])
    want = [(i["type"], i["role"], str(i["confidence"])) for i in report["indicators"]]
    t.equal(f"{name}: csv: what JSON has", [(row[0], row[3], row[6]) for row in rows[1:]], want)


# --- Markdown
def read_markdown(t, name, text):
    if not shutil.which("cmark-gfm"):
        t.skip(f"{name}: markdown", "no cmark-gfm here: script/bootstrap test")
        return
    html = subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", "-e", "tasklist"],
                          input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    tags = set(re.findall(r"<\s*(/?[A-Za-z!?][^\s/>]*)", html))
    ours = {"h1", "h2", "p", "strong", "ul", "li", "code", "table", "thead", "tbody", "tr", "th", "td", "hr"}
    t.equal(f"{name}: markdown: no tag but ours", {tag.lstrip("/") for tag in tags} - ours, set())
    t.check(f"{name}: markdown: tables stay whole", all_rows_fit(html), html[:300])
    plain = re.sub(r"<[^>]*>", "", html)
    live = re.findall(r"(?:https?|ftp)://\S+|\bwww\.\S+|mailto:\S+", plain)
    t.equal(f"{name}: markdown: nothing that is made a link elsewhere", live, [])


def all_rows_fit(html):
    for table in re.findall(r"<table>.*?</table>", html, re.S):
        rows = re.findall(r"<tr>.*?</tr>", table, re.S)
        if len({len(re.findall(r"<t[hd]>", row)) for row in rows}) != 1:
            return False
    return "|" not in re.sub(r"<table>.*?</table>", "", html, flags=re.S) or "<code>" in html or "&" in html


# --- STIX 2.1; clauses of the OASIS standard of 10 June 2021
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
SPACE = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
OBSERVABLES = {"email-message", "email-addr", "url", "domain-name", "ipv4-addr", "ipv6-addr", "autonomous-system",
               "x509-certificate", "file"}
CONTRIBUTING = {  # each type's clause in 6: of which properties its id is made
    "email-message": ["from_ref", "subject"], "email-addr": ["value"], "url": ["value"], "domain-name": ["value"],
    "ipv4-addr": ["value"], "ipv6-addr": ["value"], "autonomous-system": ["number"], "x509-certificate": ["hashes"],
    "file": ["hashes", "name"],
}
REQUIRED = {  # beyond the common ones (3.2)
    "identity": ["name"],  # 4.5.1
    "indicator": ["pattern", "pattern_type", "valid_from"],  # 4.7.1
    "infrastructure": ["name"],  # 4.8.1
    "note": ["content", "object_refs"],  # 4.13.1
    "observed-data": ["first_observed", "last_observed", "number_observed", "object_refs"],  # 4.14.1
    "report": ["name", "published", "object_refs"],  # 4.16.1
    "relationship": ["relationship_type", "source_ref", "target_ref"],  # 5.1.1
    "email-message": ["is_multipart"],  # 6.6.1
    "email-addr": ["value"], "url": ["value"], "domain-name": ["value"], "ipv4-addr": ["value"], "ipv6-addr": ["value"],
    "autonomous-system": ["number"], "x509-certificate": ["hashes"], "file": ["hashes"],
}
RELATIONS = {  # 4.8.2, 4.7.2, 6.4.2, 6.9.2: what may be said between which
    "consists-of": ({"infrastructure"}, OBSERVABLES), "indicates": ({"indicator"}, {"infrastructure"}),
    "resolves-to": ({"domain-name"}, {"ipv4-addr", "ipv6-addr"}), "belongs-to": ({"ipv4-addr", "ipv6-addr"}, {"autonomous-system"}),
    "related-to": ({"infrastructure"}, {"identity"}),
}


def kind(ident):
    return ident.split("--")[0]


def stix_faults(bundle):
    faults = []

    def must(ok, what):
        if not ok:
            faults.append(what)

    must(bundle["type"] == "bundle", "8: type")
    must(re.fullmatch(r"bundle--[0-9a-f-]{36}", bundle["id"]), "8: id")
    must(set(bundle) == {"type", "id", "objects"}, "8: no other property")
    ids = [o["id"] for o in bundle["objects"]]
    must(len(ids) == len(set(ids)), "2.9: an id twice")
    for o in bundle["objects"]:
        type_ = o["type"]
        must(o["spec_version"] == "2.1", f"3.2: spec_version of {type_}")
        must(kind(o["id"]) == type_ and str(uuid.UUID(o["id"][-36:])) == o["id"][-36:], f"2.9: id {o['id']}")
        for key, value in o.items():
            must(value not in ([], {}, ""), f"2.11, 3.1: {type_}.{key} is empty")
            must(re.fullmatch(r"[a-z0-9_]{3,250}", key) or key == "id", f"3.1: name {key}")
            refs = [value] if key.endswith("_ref") else value if key.endswith("_refs") else []
            must(all(r in ids for r in refs), f"2.9: {type_}.{key} leads nowhere")
            must(len(refs) == len(set(refs)), f"{type_}.{key}: twice")
        for key in REQUIRED.get(type_, []):
            must(key in o, f"{type_}.{key} is required")
        if type_ in OBSERVABLES:
            must(not {"created", "modified", "created_by_ref"} & set(o), f"3.2: {type_} is an observable")
            must(o["id"] == f"{type_}--{uuid.uuid5(SPACE, canonical(o))}", f"2.9: made id of {type_}")
            if "value" in o and type_ == "url":
                must(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-\[\]_a-z~%]+", o["value"]), f"6.14: {o['value']}")
        elif type_ == "marking-definition":
            must("modified" not in o and "extensions" in o and "definition_type" not in o, "7.2.1")
        else:
            must(STAMP.fullmatch(o["created"]) and o["created"] <= o["modified"], f"3.6: times of {type_}")
            must(type_ == "identity" or o["created_by_ref"] in ids, f"3.2: maker of {type_}")
        must(kind((o.get("object_marking_refs") or ["marking-definition"])[0]) == "marking-definition", "7.2.2")
        if type_ == "indicator":
            must(o["pattern_type"] == "stix" and pattern_reads(o["pattern"]), f"9: {o['pattern']}")
            must(0 <= o["confidence"] <= 100, "3.2: confidence")
        if type_ == "observed-data":
            must(o["first_observed"] <= o["last_observed"] and 1 <= o["number_observed"] <= 999999999, "4.14.1")
            must(all(kind(r) in OBSERVABLES for r in o["object_refs"]), "4.14.1: object_refs")
        if type_ == "relationship":
            source, target = RELATIONS.get(o["relationship_type"], (set(), set()))
            must(kind(o["source_ref"]) in source and kind(o["target_ref"]) in target, f"5.1: {o['relationship_type']}")
    (report,) = [o for o in bundle["objects"] if o["type"] == "report"]
    must(set(report["object_refs"]) == set(ids) - {report["id"]}, "4.16.1: the report holds all")
    return faults


def canonical(o):
    parts = {key: o[key] for key in CONTRIBUTING[o["type"]] if key in o}
    return json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def pattern_reads(pattern):
    return re.fullmatch(r"\[[a-z0-9-]+:[a-z_]+(?:\.'[A-Z0-9-]+')? = '(?:[^'\\]|\\[\\'])*'\]", pattern) is not None


def read_stix(t, name, bundle, report):
    t.equal(f"{name}: stix: what the standard requires", stix_faults(bundle), [])
    bad = [i for i in report["indicators"] if i["role"] == "bad"]
    patterns = [o for o in bundle["objects"] if o["type"] == "indicator"]
    can = {"url", "host", "domain", "ip", "email", "sha256", "certificate"}
    t.equal(f"{name}: stix: an indicator for each bad one, and no other", len(patterns), len([i for i in bad if i["type"] in can]))
    if importlib.util.find_spec("stix2"):
        import stix2  # the standard's own reader
        t.check(f"{name}: stix: stix2 reads it", stix2.parse(json.dumps(bundle), allow_custom=False) is not None)


# --- MISP, its core format (draft-dulaunoy-misp-core-format)
ATTRIBUTES = {  # type: a category that takes it
    "url": "Network activity", "hostname": "Network activity", "domain": "Network activity", "ip-src": "Network activity",
    "ip-dst": "Network activity", "email-src": "Payload delivery", "email-dst": "Payload delivery",
    "email-src-display-name": "Payload delivery", "email-reply-to": "Payload delivery", "email-subject": "Payload delivery",
    "email-message-id": "Payload delivery", "sha256": "Payload delivery", "x509-fingerprint-sha256": "Network activity",
    "phone-number": "Other", "other": "Other", "text": "Other", "datetime": "Other", "btc": "Financial fraud",
    "xmr": "Financial fraud", "whois-registrar": "Attribution", "whois-registrant-email": "Attribution",
}


def misp_faults(event, seen):
    faults = []

    def must(ok, what):
        if not ok:
            faults.append(what)

    def attribute(a):
        must(ATTRIBUTES.get(a["type"]) == a["category"], f"2.4.2: {a['type']} in {a['category']}")
        must(isinstance(a["value"], str) and a["value"], "2.4.2: value")
        must(isinstance(a["to_ids"], bool), "2.4.2: to_ids")
        must(a["distribution"] in "012345", "2.4.2: distribution")
        must(a["timestamp"].isdigit(), "2.4.2: timestamp")
        must(a["uuid"] not in seen, "2.4.2: a uuid twice")
        seen.add(str(uuid.UUID(a["uuid"])))

    must(set(event) == {"Event"}, "2.2: Event")
    e = event["Event"]
    seen.add(str(uuid.UUID(e["uuid"])))
    must(re.fullmatch(r"\d{4}-\d\d-\d\d", e["date"]), "2.2.1: date")
    must(e["info"], "2.2.1: info")
    must(isinstance(e["published"], bool), "2.2.1: published")
    must(e["threat_level_id"] in "1234" and e["analysis"] in "012" and e["distribution"] in "0123", "2.2.1: numbers")
    must(e["timestamp"].isdigit(), "2.2.1: timestamp")
    must(all(set(tag) == {"name"} for tag in e["Tag"]), "2.6: Tag")
    for a in e["Attribute"]:
        attribute(a)
    for o in e["Object"]:
        must(all(o[k] for k in ("name", "meta-category", "template_uuid", "template_version")), "2.5: template")
        must(o["uuid"] not in seen, "2.5: a uuid twice")
        seen.add(str(uuid.UUID(o["uuid"])))
        must(o["Attribute"], f"2.5: {o['name']} has no attribute")
        for a in o["Attribute"]:
            must(a["object_relation"], "2.5: object_relation")
            must(not a["to_ids"], "ours: objects detect nothing")
            attribute(a)
    return faults


def read_misp(t, name, event, report):
    t.equal(f"{name}: misp: what the format requires", misp_faults(event, set()), [])
    detects = [a["comment"].split(";")[0] for a in event["Event"]["Attribute"] if a["to_ids"]]
    t.equal(f"{name}: misp: detects what is bad, and nothing else", set(detects) - {"bad"}, set())
    t.equal(f"{name}: misp: an attribute for each", len(event["Event"]["Attribute"]), len(report["indicators"]))
    if importlib.util.find_spec("pymisp"):
        import pymisp
        read = pymisp.MISPEvent()
        read.load(json.dumps(event))
        t.check(f"{name}: misp: pymisp reads it", len(read.attributes) == len(event["Event"]["Attribute"]))


# --- all together
def streams(t, cases):
    mails = [options[-1] for options in list(cases.values())[:6]]
    rows = t.mekiki("inspect", "--format", "csv", *mails).text.split("\r\n")
    t.equal("csv: one line of names above many mails", [i for i, row in enumerate(rows) if row.startswith("type,value")], [0])
    for form in ("stix", "misp"):
        t.equal(f"{form}: a line for each mail", len(t.mekiki("inspect", "--format", form, *mails).reports), len(mails))
    empty = t.mekiki("inspect", "--format", "csv", t.file("missing", b"") / "nothing")
    t.check("csv: what cannot be read is told, and the names stand", empty.status == 2 and empty.text.startswith("type,value"), empty)
    refused = t.mekiki("spf", "--format", "stix", "--client-ip", "192.0.2.1", "--mail-from", "a@b.example")
    t.equal("only a message has such a report", (refused.status, "stix" in refused.errors), (2, True))


def roles(t, cases):
    """Who is called bad in the worlds, and who never is."""
    def of(name):
        report = t.inspect("--lang", "en", *cases[name]).report
        return {(i["type"], i["value"]): i["role"] for i in report["indicators"]}

    a, b, c = of("A"), of("B"), of("C")
    for what in [("domain", "mtocgra.cn"), ("domain", "fevcvxs.cn"), ("ip", "117.50.174.153"), ("email", "etc-meisai@fevcvxs.cn")]:
        t.equal(f"A: {what[1]}", a.get(what), "bad")
    t.equal("A: addresses of a CDN", {v for k, v in a.items() if k[1].startswith(("104.21", "172.67", "2606:4700"))}, {"context"})
    t.equal("A: whom it reached", a.get(("email", "rcpt@example.jp")), "victim")
    t.equal("B: the stolen account", b.get(("email", "office@example.ac.jp")), "abused")
    t.equal("B: ours", b.get(("domain", "example.co.jp")), "victim")
    t.equal("B: an old name", b.get(("domain", "example.org")), "abused")
    t.equal("C: nobody", [k for k, v in c.items() if v == "bad"], [])
    for mail in sorted((WORLDS / "controls").glob("*.eml")):
        report = t.inspect(mail).report
        if report["verdict"]["class"] == "unremarkable":
            t.equal(f"{mail.name}: nothing is bad", [i["value"] for i in report["indicators"] if i["role"] in ("bad", "abused")], [])


def same_again(t, cases):
    for form in ("stix", "misp", "csv", "markdown"):
        one, other = (t.mekiki("inspect", "--format", form, *cases["A"]).text for _ in range(2))
        t.equal(f"{form}: the same case gives the same", one, other)


def levels(t, cases):
    for level, mark in (("clear", "94868c89"), ("green", "bab4a63c"), ("amber", "55d920b0"), ("amber+strict", "939a9414"), ("red", "e828b379")):
        bundle = t.mekiki("inspect", "--format", "stix", "--tlp", level, *cases["A"]).report
        marks = {m for o in bundle["objects"] for m in o.get("object_marking_refs", [])}
        t.equal(f"stix: {level}", [m[20:28] for m in marks], [mark])
        event = t.mekiki("inspect", "--format", "misp", "--tlp", "TLP:" + level.upper(), *cases["A"]).report["Event"]
        t.check(f"misp: {level}", {"name": "tlp:" + level} in event["Tag"], event["Tag"])
    t.equal("no such level", t.mekiki("inspect", "--tlp", "blue", *cases["A"]).status, 2)
