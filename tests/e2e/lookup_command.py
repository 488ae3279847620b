"""mekiki lookup: what is public about names, addresses and links; by an answers file, and by a real name server."""

import json
import re
import unicodedata

from dns_server import NameServer, have_nsd, zone_text
from harness import ROOT, WORLDS

QUICK = True

ANSWERS = {
    "default": "no-such-name",
    "answers": [
        {"question": "dns A a.example", "data": ["192.0.2.7", "192.0.2.8"]},
        {"question": "dns AAAA a.example", "data": ["2001:db8::7"]},
        {"question": "dns NS a.example", "data": ["ns1.other.example.", "ns2.other.example."]},
        {"question": "dns MX a.example", "data": ["10 mx.a.example."]},
        {"question": "dns TXT a.example", "data": ['"v=spf1 mx -all"', '"something else"']},
        {"question": "dns TXT _dmarc.a.example", "data": ['"v=DMARC1; p=reject"']},
        {"question": "dns PTR 7.2.0.192.in-addr.arpa", "data": ["a.example.", "gone.example."]},
        {"question": "dns PTR 8.2.0.192.in-addr.arpa", "status": "timeout"},
        {"question": "dns A www.a.example", "data": ["192.0.2.7"], "cname": ["a.example"]},
        {"question": "dns AAAA www.a.example", "status": "no-data"},
        {"question": "dns MX www.a.example", "status": "no-data"},
        {"question": "dns TXT www.a.example", "status": "no-data"},
        {"question": "dns MX shut.example", "data": ["0 ."]},
        {"question": "dns A a1b2c3d4e5f6a7b8c9.a.example", "data": ["192.0.2.7"]},
        {"question": "dns A xn--r8jz45g.jp", "data": ["192.0.2.9"]},
    ],
}
# as typed; kind, what is looked up
FORMS = [
    ("a.example", "name", "a.example"),
    ("A.Example.", "name", "a.example"),
    ("hxxps://www[.]a[.]example/login?x=1", "url", "https://www.a.example/login?x=1"),
    ("joe@a.example", "name", "a.example"),
    ("a.example:8443", "name", "a.example"),
    ("[IPv6:2001:DB8::7]", "address", "2001:db8::7"),
    ("192.0.2.7", "address", "192.0.2.7"),
    ("例え.jp", "name", "xn--r8jz45g.jp"),
]
WRONG = [("192.0.2.0/24", "whole network"), ("localhost", "one word"), ("a b c", "neither"), ("https://a b/", "no browser")]
CLOCK = ["--clock", "2026-01-01T00:00:00Z"]


def run(t):
    answers = t.file("lookup-answers.json", json.dumps(ANSWERS).encode())
    known = ["--answers", answers, *CLOCK]

    forms(t, known)
    facts(t, known)
    pages(t, known)
    world(t)
    plans(t, known)
    cases(t, known)
    again(t, known)
    schema(t, known)
    real(t)


def lookup(t, *args, **options):
    return t.mekiki("lookup", "--format", "json", *args, **options)


def again(t, known):
    """A thing is asked about again, and judged again, as a mail is."""
    case = t.folder("again") / "a.case"
    then = lookup(t, *known, "--case", case, "a.example")
    same = t.mekiki("replay", "--rejudge", "--format", "json", case)
    t.check("--rejudge of a thing: no change", same.status == 0 and not same.report["changed"] and not same.report["answers"], same.text[:800])
    moved = json.loads(json.dumps(ANSWERS))
    moved["answers"][0]["data"] = ["198.51.100.1"]
    moved["answers"][3] = {"question": "dns MX a.example", "data": ["0 ."]}
    other = t.file("again/moved.json", json.dumps(moved).encode())
    done = t.mekiki("replay", "--recheck", "--answers", other, "--clock", "2026-02-01T00:00:00Z", "--format", "json", case)
    t.equal("--recheck of a thing: status", (done.status, done.errors), (0, ""))
    changed = {a["question"] for a in done.report["answers"] if a["then"] and a["now"] and a["then"] != a["now"]}
    t.check("--recheck of a thing: the answers that changed", {"dns A a.example", "dns MX a.example"} <= changed, done.report["answers"])
    now = t.mekiki("replay", "--format", "json", case).report
    t.equal("--recheck of a thing: the latest is shown", ([a["address"] for a in now["addresses"]][:1], now["clock"]), (["198.51.100.1"], "2026-02-01T00:00:00Z"))
    t.equal("--recheck of a thing: the first as it was", t.mekiki("replay", "--revision", "1", "--format", "json", case).out, then.out)
    for lang in ("en", "ja"):
        text = t.mekiki("replay", "--rejudge", "--lang", lang, case)
        t.check(f"--rejudge of a thing, as text, {lang}", text.status == 0 and "a.example" in text.text, text.text[:800])


def forms(t, known):
    done = lookup(t, *known, *(form[0] for form in FORMS))
    t.equal("forms: status", done.status, 0)
    t.equal("forms: a report for each", len(done.reports), len(FORMS))
    for form, got in zip(FORMS, done.reports):
        t.equal(f"forms: {form[0]}", (got["input"]["name"], got["input"]["kind"], got["asked"]["text"]), form)
    t.equal("forms: both writings of an international name", [done.reports[-1]["asked"][k] for k in ("host", "unicode")], ["xn--r8jz45g.jp", "例え.jp"])

    done = lookup(t, *known, *(w[0] for w in WRONG), "a.example")
    t.equal("wrong ones: status", done.status, 2)
    t.equal("wrong ones: the others are done", [r["input"]["kind"] for r in done.reports], [None] * len(WRONG) + ["name"])
    for (name, why), got in zip(WRONG, done.reports):
        t.check(f"wrong: {name}: says why", why in (got["input"]["error"] or ""), got["input"])
        t.check(f"wrong: {name}: a line for it", any(name in line and why in line for line in done.errors.splitlines()), done.errors)
        t.equal(f"wrong: {name}: nothing is asked", (got["answers"], got["findings"]), ([], []))

    lines = "a.example\n\n  192.0.2.7  \r\nnonsense\nwww.a.example".encode()
    done = lookup(t, *known, "-", stdin=lines)
    t.equal("lines: one for each that is not empty", [r["input"]["name"] for r in done.reports], ["a.example", "192.0.2.7", "nonsense", "www.a.example"])
    t.equal("lines: status", done.status, 2)
    done = lookup(t, *known, "192.0.2.7", "-", "a.example", stdin=b"www.a.example\n")
    t.equal("arguments around the lines keep their order", [r["input"]["name"] for r in done.reports], ["192.0.2.7", "www.a.example", "a.example"])
    done = lookup(t, *known, "-", stdin=b"x" * 200000 + b"\na.example\n")
    t.equal("an endless line costs itself alone", [r["input"]["kind"] for r in done.reports][-1], "name")
    t.equal("nothing named", t.mekiki("lookup", *known).status, 2)
    done = lookup(t, *known, "-", stdin=b"")
    t.equal("no lines at all", (done.status, done.reports), (0, []))


def facts(t, known):
    name, address, link = lookup(t, *known, "a.example", "192.0.2.7", "https://www.a.example/login").reports
    domain = name["domains"][0]
    t.equal("a name: its domain", (domain["name"], domain["roles"], domain["ns"]["status"]), ("a.example", ["asked"], "found"))
    t.equal("a name: its addresses", [a["address"] for a in name["addresses"]], ["192.0.2.7", "192.0.2.8", "2001:db8::7"])
    t.equal("a name: do the names of its addresses lead back?", [[(n["name"], n["leads"]) for n in a["names"]] for a in name["addresses"]],
            [[("a.example", "leads-back"), ("gone.example", "no-such-name")], [], []])
    t.equal("a name: no answer is no answer", name["addresses"][1]["ptr"]["status"], "no-answer")
    t.equal("a name: its policy", (name["policy"]["by_tree_walk"]["policy"], name["policy"]["by_tree_walk"]["policy_domain"]), ("reject", "a.example"))
    t.check("no verdict about a thing", "verdict" not in name and "message" not in name, list(name))
    t.equal("an address: itself, with its names", (address["addresses"][0]["address"], address["addresses"][0]["roles"]), ("192.0.2.7", ["asked"]))
    t.equal("an address: the domains of its names", {(d["name"], *d["roles"]) for d in address["domains"]}, {("a.example", "named"), ("gone.example", "named")})
    t.equal("a link: its host", [(h["name"], "asked" in h["roles"]) for h in link["domains"][0]["hosts"]], [("www.a.example", True)])
    t.equal("a link: read as one", [(k["where"], k["host"]) for k in link["links"]], [("asked", "www.a.example")])
    t.equal("a link: the records of the host itself too", [link["domains"][0]["hosts"][0][k]["status"] for k in ("mx", "txt")], ["none-published"] * 2)
    t.check("findings are those of names and addresses", {f["id"].split(".")[0] for r in (name, address, link) for f in r["findings"]} <= {
        "dns", "net", "reg", "tls", "web", "rep", "infra", "limit"}, [f["id"] for f in address["findings"]])
    none = lookup(t, "--offline", "a.example").report
    t.equal("offline: nothing is asked, nothing pretended", (none["answers"], none["domains"], none["policy"], none["contact"]), ([], [], None, "offline"))
    mark = lookup(t, *known, "a1b2c3d4e5f6a7b8c9.a.example").report
    t.equal("what was typed is asked for as it is", (mark["asked"]["made_for_one"], mark["domains"][0]["hosts"][0]["asked"]),
            (True, "a1b2c3d4e5f6a7b8c9.a.example"))


def pages(t, known):
    for lang, words in (("en", ("a registered domain", "leads back to it", "all others shall be refused (-all)", "fails shall be refused (reject)")),
                        ("ja", ("登録ドメイン", "アドレスに戻る", "拒否するよう求める（-all）", "拒否するよう求める（reject）"))):
        text = t.mekiki("lookup", *known, "--lang", lang, "a.example").text
        flat = re.sub(r"\n +", " " if lang == "en" else "", text)
        t.check(f"page in {lang}", all(w in flat for w in words), text)
        t.check(f"page in {lang}: in 80 columns", all(columns(line) <= 80 for line in text.splitlines()), text)
        t.check(f"page in {lang}: one screen before the findings", len(text.split("──")[0].splitlines()) <= 30, text)
        text = t.mekiki("lookup", *known, "--lang", lang, "https://www.a.example/login").text
        t.check(f"page in {lang}: defanged", "hxxps://www.a[.]example/login" in text and "https://" not in text, text)
    text = t.mekiki("lookup", *known, "--lang", "en", "--no-defang", "-v", "a.example").text
    t.check("-v: every answer", "dns TXT _dmarc.a.example" in text and "ns2.other.example" in text, text)
    text = t.mekiki("lookup", *known, "--lang", "en", "shut.example", "192.0.2.7", "192.0.2.0/24").text
    t.check("a page for each", text.count("mekiki  ") == 2 and "null MX" in text, text)


def world(t):
    """What registries, databases and the site itself tell of the names of world A."""
    known = ["--answers", WORLDS / "A/answers.json", "--profile", WORLDS / "A/site.conf", "--clock", (WORLDS / "A/clock").read_text().strip()]
    text = t.mekiki("lookup", *known, "--lang", "en", "https://mtocgra.cn/pc/login/").text
    screen = re.sub(r"\s+", " ", text.split("──")[0])
    for what in ("registered 2022-02-19", "registrar 阿里云", "days today", "holder Cloudflare", "certificate CN=*.mtocgra[.]cn", "ETC利用照会サービス",
                 "a password"):
        t.check(f"world A: the screen says: {what}", what in screen, text)
    t.check("world A: one screen", len(text.split("──")[0].splitlines()) <= 37, text)
    report = lookup(t, *known, "117.50.174.153").report
    t.equal("world A: the names of an address", [(n["name"], n["leads"]) for n in report["addresses"][0]["names"]],
            [("amao64.shop", "no-such-name"), ("tkoviax.cn", "leads-back")])
    t.check("world A: who holds it", "UCLOUD" in json.dumps(report["addresses"][0]), report["addresses"][0])
    fresh, gone = ({f["id"]: f["values"] for f in r["findings"]} for r in lookup(t, *known, "mtocgra.cn", "amao64.shop").reports)
    t.equal("world A: days of a thing are counted from today", fresh.get("reg.age", {}).get("moment"), "today")
    t.check("world A: a name bought in stock", "reg.aged-unused" in fresh, list(fresh))
    t.check("world A: one that ran out is no longer one", "reg.expired" in gone and "reg.aged-unused" not in gone, list(gone))


def columns(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def plans(t, known):
    plan = lookup(t, "--plan", *CLOCK, "a.example").report
    t.check("plan: its questions", {"dns A a.example", "dns MX a.example", "dns TXT _dmarc.a.example"} <= {q["question"] for q in plan["questions"]}, plan)
    t.equal("plan: nothing to remark on", plan["remark"], None)
    plan = lookup(t, "--plan", *CLOCK, "a1b2c3d4e5f6a7b8c9.a.example").report
    t.check("plan: a name made for one is pointed out", "one recipient" in (plan["remark"] or ""), plan)


def cases(t, known):
    case = t.scratch / "thing.case"
    args = ["-v", "--lang", "en", "hxxps://www.a[.]example/login"]
    first = t.mekiki("lookup", *known, "--case", case, *args)
    t.equal("case: written", (first.status, case.exists()), (0, True))
    again = t.mekiki("replay", "-v", "--lang", "en", case)
    t.equal("replay: the same bytes", again.text, first.text)
    for form in ("json",):
        told = lookup(t, *known, "hxxps://www.a[.]example/login").report
        got = t.mekiki("replay", "--format", form, "--lang", "en", case).report
        t.equal("replay: the same object", {k: v for k, v in got.items() if k != "lang"}, {k: v for k, v in told.items() if k != "lang"})
    changed = t.mekiki("replay", "--rejudge", "--lang", "en", case)
    t.check("rejudge: nothing changes, and nothing is judged", changed.status == 0 and "No change" in changed.text and "UNDECIDED" not in changed.text, changed.text)
    t.equal("authres of a thing: refused", t.mekiki("replay", "--format", "authres", case).status, 2)
    folder = t.folder("things")
    done = t.mekiki("lookup", *known, "--case", folder, "a.example", "192.0.2.7", "192.0.2.0/24")
    t.equal("cases of several things", (done.status, len(list(folder.glob("*.case")))), (2, 2))
    t.equal("several things and one file", t.mekiki("lookup", *known, "--case", t.scratch / "one.case", "a.example", "b.example").status, 2)


def schema(t, known):
    try:
        import jsonschema
    except ImportError:
        t.skip("JSON Schema", "python3-jsonschema is not installed")
        return
    schemas = {name: json.loads((ROOT / f"data/schema/{name}").read_text(encoding="utf-8")) for name in ("lookup-1.json", "report-1.json")}
    # References between the files are by name.
    resolver = jsonschema.RefResolver("", schemas["lookup-1.json"], store=schemas)
    validator = jsonschema.Draft202012Validator(schemas["lookup-1.json"], resolver=resolver)
    for lang in ("en", "ja"):
        for report in lookup(t, *known, "--lang", lang, *(f[0] for f in FORMS), *(w[0] for w in WRONG)).reports:
            wrong = [f"{'/'.join(map(str, e.absolute_path))}: {e.message}"[:200] for e in validator.iter_errors(report)]
            t.check(f"schema: {lang}: {report['input']['name']}", not wrong, wrong[:3])
    broken = lookup(t, *known, "a.example").report
    del broken["domains"]
    t.check("schema: a broken report is not accepted", not validator.is_valid(broken))


def real(t):
    """By a name server, and many at once."""
    if not have_nsd():
        t.skip("a real name server", "nsd is not installed")
        return
    count = 200
    hosts = "".join(f"d{i}\tIN A 192.0.2.{i % 250 + 1}\nd{i}\tIN MX 10 mx\nd{i}\tIN TXT \"v=spf1 mx -all\"\n" for i in range(count))
    reverse = "".join(f"{i}\tIN PTR d{i - 1}.many.test.\n" for i in range(1, 251))
    zones = {"": zone_text("", ""), "many.test": zone_text("many.test", "@ IN A 192.0.2.1\nmx IN A 192.0.2.2\n" + hosts),
             "2.0.192.in-addr.arpa": zone_text("2.0.192.in-addr.arpa", reverse)}
    with NameServer(t.folder("lookup-nsd"), zones) as server:
        ask = ["--resolver", server.resolver, *CLOCK]
        got = lookup(t, *ask, "d0.many.test", "192.0.2.1").reports
        t.equal("real: contact", [r["contact"] for r in got], ["lookup"] * 2)
        t.equal("real: a name", [(a["address"], [n["leads"] for n in a["names"]]) for a in got[0]["addresses"]], [("192.0.2.1", ["leads-back"])])
        t.equal("real: an address", [n["name"] for n in got[1]["addresses"][0]["names"]], ["d0.many.test"])
        names = "".join(f"d{i}.many.test\n" for i in range(count)).encode()
        done = lookup(t, *ask, "-", stdin=names)
        t.equal("many at once: all, in their order", [r["asked"]["text"] for r in done.reports], [f"d{i}.many.test" for i in range(count)])
        t.equal("many at once: each with its address", [r["addresses"][0]["address"] for r in done.reports], [f"192.0.2.{i % 250 + 1}" for i in range(count)])
        t.equal("many at once: no question failed", {a["status"] for r in done.reports for a in r["answers"]} - {"answered", "no-data", "no-such-name"}, set())
