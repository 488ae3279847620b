"""mekiki with real servers on loopback: worlds, signed zones, resolvers that fail."""

import json

import dns_hostile
import dns_server
import outside
from dns_server import NameServer, Scripted, sign, spoil, world_zones, zone_text
from harness import MAIL, WORLDS, ids
from outside import Outside

from worlds import wrong

QUICK = True
# What is no part of the outside that is played here: databases of this machine, lists that are copies or need a key.
ELSEWHERE = ("geo", "list")
ABOUT_LISTS = ("rep.", "net.geo", "net.anycast", "limit.geo")
WAITS = True
LONG = 20


def run(t):
    fails(t)
    hostile(t)
    resolvers_word(t)
    if outside.missing():
        t.skip("worlds", outside.missing())
    else:
        worlds(t)
    if not dns_server.have_nsd():
        t.skip("signed zones", "nsd is not installed")
        return
    if dns_server.have_ldns():
        signed(t)
    else:
        t.skip("signed zones", "ldnsutils is not installed")


def spf(t, server, domain, *more, client="192.0.2.1"):
    done = t.mekiki("spf", "--client-ip", client, "--helo", "h.example", "--mail-from", f"x@{domain}",
                    "--resolver", server.resolver, "--lang", "en", "--format", "json", *more)
    t.equal(f"spf of {domain}: status", done.status, 0)
    return done.report


def inspect_world(t, world):
    """The report of a world whose outside is played on loopback; its case gives the same bytes again, with nobody there."""
    folder, case = WORLDS / world, t.folder(f"case-{world}") / "case.mekiki"
    common = ["--profile", folder / "site.conf", "--lang", "en", "--clock", (folder / "clock").read_text().strip()]
    with Outside(t.folder(f"outside-{world}"), world) as outside:
        done = t.inspect("--visit", *outside.arguments, *common, "--case", case, folder / "mail.eml")
        strangers, requests, resolver = outside.strangers(), outside.requests, outside.names.resolver
    again = t.mekiki("replay", "--format", "json", "--lang", "en", case)
    t.check(f"world {world}: replay gives the same bytes, with nobody there", again.out == done.out, again.errors + again.text[:300])
    t.equal(f"world {world}: nobody was asked what he does not know", strangers, [])
    report = done.report
    t.equal(f"world {world}: contact, and where connections went", [report["contact"], report["connect_map"]], ["visit", True])
    for answer in report["answers"]:
        kind = answer["question"].split()[0]
        if kind in ELSEWHERE:
            continue
        t.check(f"world {world}: {answer['question']}: it was asked, and answered by somebody", answer["status"] in ("answered", "no-such-name", "no-data") and answer["from"], answer)
        t.check(f"world {world}: {answer['question']}: it has a place in time", answer["asked_at"][:10] == report["clock"][:10] and answer["duration_ms"], answer)
        if kind == "dns":
            t.equal(f"world {world}: {answer['question']}: asked of our server", answer["from"], resolver)
    t.check(f"world {world}: no cookie, no password, no referrer", not [r for r in requests if set(r[5:8]) != {"-"}], requests)
    return report, t.mekiki("replay", "-v", "--lang", "en", case).text, requests


def worlds(t):
    a, text, _ = inspect_world(t, "A")
    b, _, visits = inspect_world(t, "B")
    c, _, _ = inspect_world(t, "C")
    with NameServer(t.folder("worlds"), world_zones("A", "C")) as server:
        one = spf(t, server, "fevcvxs.cn", client="117.50.174.153")
        [key] = t.mekiki("dkim", "--format", "json", "--resolver", server.resolver, WORLDS / "C/mail.eml").report["dkim"]
    t.check("a connect-map in force stands on the page", "led to this machine by a connect-map" in " ".join(text.split()), text[-1500:])

    for name, report in (("A", a), ("B", b), ("C", c)):
        expect = json.loads((WORLDS / name / "expect.json").read_text(encoding="utf-8"))["answered"]
        for want in [w for w in expect["must"] if not w["id"].startswith(ABOUT_LISTS)]:
            whys = [wrong(want, f, "en") for f in report["findings"] if f["id"] == want["id"]]
            t.check(f"world {name}: {want['id']}, asked live", None in whys, whys)
        unwanted = [i for i in ids(report) if not i.startswith(ABOUT_LISTS)
                    if i in expect["must_not"] or i.split(".")[0] + "." in expect["must_not"]]
        t.check(f"world {name}: nothing that must not be there, asked live", not unwanted, unwanted)
        asked = {x["question"].split()[1] for x in report["answers"] if x["question"].startswith("dns ")}
        t.check(f"world {name}: nothing but types that are asked for", asked <= {"A", "AAAA", "NS", "SOA", "MX", "TXT", "CAA", "PTR"}, asked)

    auth = a["auth"]
    t.equal("world A: SPF of the envelope passes", [(s["scope"], s["result"], s["domain"]) for s in auth["spf"]][0], ("mailfrom", "pass", "fevcvxs.cn"))
    t.equal("world A: no signature, no policy; neither is a failure", [auth["dkim"], [d["result"] for d in auth["dmarc"]]], [[], ["none"]])
    t.check("world A: nothing failed", not {i for i in ids(a) if i in ("auth.dkim-fail", "auth.dmarc-fail", "auth.spf-fail", "auth.lookup-failed")}, ids(a))
    t.check("world A: who sent it", a["verdict"]["sender_statement"].startswith("Established: fevcvxs[.]cn"),
            a["verdict"]["sender_statement"])
    t.equal("world A: and still a fraud", a["verdict"]["class"], "fraudulent")
    t.check("world A: it does not say that nobody was asked", "no server was asked" not in text and "what the DNS says now" in " ".join(text.split()))
    t.equal("world A: mekiki spf says the same", [one["result"], one["matched"]], ["pass", "ip4:117.50.174.153"])

    for world, report, found in (("A", a, {"dns.ptr-multiple", "dns.ptr-dangling", "dns.no-mx", "net.cdn"}), ("B", b, {"dns.ptr-none", "dns.wildcard"}),
                                 ("C", c, {"dns.ptr-confirmed"})):
        t.equal(f"world {world}: what its names and addresses show", found - ids(report), set())
    [client] = [x for x in a["addresses"] if x["address"] == "117.50.174.153"]
    t.equal("world A: one name leads back, the other nowhere", {n["name"]: n["leads"] for n in client["names"]},
            {"tkoviax.cn": "leads-back", "amao64.shop": "no-such-name"})

    t.check("world B: no question carries the recipient", not [x["question"] for x in b["answers"] if "admin@" in x["question"] or "admin%40" in x["question"]],
            b["answers"])
    t.check("world B: the site never saw the recipient's address", visits and not [r for r in visits if "admin" in r[3] or "example.co.jp" in r[3]], visits)

    auth = c["auth"]
    t.equal("world C: DKIM and DMARC pass", [[s["result"] for s in auth["dkim"]], [d["result"] for d in auth["dmarc"]]], [["pass"], ["pass"]])
    t.equal("world C: mekiki dkim says the same", [key["result"], key["domain"], key["key_bits"]], ["pass", "ic.fbi.gov", 2048])
    t.check("world C: established", c["verdict"]["sender_statement"].startswith("Established: ic.fbi[.]gov"),
            c["verdict"]["sender_statement"])
    t.check("world C: the content is another matter", c["verdict"]["content_statement"] and "DKIM" not in c["verdict"]["content_statement"],
            c["verdict"]["content_statement"])


# resolver, SPF, words of the answer's reason
FAILURES = [
    ("refused", dns_server.refusing, "temperror", "REFUSED"),
    ("SERVFAIL", dns_server.failing, "temperror", "SERVFAIL"),
    ("truncated", dns_server.truncating, "temperror", "cut short"),
    ("no such name", lambda q: q.answer(rcode=3), "none", "no-such-name"),
    ("no data", lambda q: q.answer(), "none", "no-data"),
    ("slow", dns_server.slow(0.5), "pass", "v=spf1"),
]


def fails(t):
    for label, handler, result, words in FAILURES:
        with Scripted(handler) as server:
            report = spf(t, server, "a.example")
            mail = t.inspect("--lookup", *t.nowhere, "--resolver", server.resolver, "-", stdin=MAIL).report
        t.equal(f"{label}: SPF", report["result"], result)
        t.check(f"{label}: the answer says why", words in report["answers"][0]["summary"], report["answers"])
        t.check(f"{label}: never a failure of the mail", not {"auth.spf-fail", "auth.dkim-fail", "auth.dmarc-fail"} & ids(mail) or label == "slow", ids(mail))
        t.check(f"{label}: no question of ANY", 255 not in {q.type for q in server.seen}, {q.type for q in server.seen})
    with Scripted(dns_server.refusing) as server:
        text = t.mekiki("spf", "--client-ip", "192.0.2.1", "--mail-from", "x@a.example", "--resolver", server.resolver, "--lang", "ja").text
    t.check("refused, in Japanese", "拒否" in text, text)


def hostile(t):
    """What is no answer is none: no result rests on it, and the worker lives."""
    for label in ("pointer to itself", "text beyond its record", "record without data", "aliases in a circle", "control characters",
                  "4000 records", "text of 64 kB", "records of others", "counts that lie"):
        with Scripted(dns_hostile.HANDLERS[label]) as server:
            report = spf(t, server, "b.example")
            text = t.mekiki("spf", "--client-ip", "192.0.2.1", "--mail-from", "x@b.example", "--resolver", server.resolver, "--lang", "en").out
        t.check(f"{label}: no result is made of it", report["result"] in ("none", "temperror"), report)
        t.check(f"{label}: nothing raw comes out", b"\x1b" not in text and b"\0" not in text, text)


def resolvers_word(t):
    with Scripted(lambda q: q.answer(flags=0x20, records=[q.record(dns_server.text(b"v=spf1 +all"))])) as server:
        report = spf(t, server, "a.example")
        text = t.mekiki("inspect", "--lookup", *t.nowhere, "-v", "--lang", "en", "--resolver", server.resolver, "-", stdin=MAIL).text
    [answer] = report["answers"]
    t.equal("AD is shown as the resolver's word", [answer["dnssec"], answer["dnssec_by"]], ["secure", server.resolver])
    t.check("AD on the page", f"as this resolver says: {server.resolver}" in " ".join(text.split()), text[-3000:])


def signed(t):
    folder = t.folder("signed")
    broken, ds = sign(folder / "broken", "broken.signed.example", zone_text("broken.signed.example", '@ TXT "v=spf1 +all"\n'))
    spoil(broken, "broken.signed.example", "TXT")
    records = f'@ TXT "v=spf1 ip4:192.0.2.1 -all"\nloose NS ns.invalid.\nbroken NS ns.invalid.\n{ds}\n'
    parent, anchor = sign(folder / "signed", "signed.example", zone_text("signed.example", records))
    zones = {"": zone_text("", ""), "signed.example": parent, "broken.signed.example": broken,
             "loose.signed.example": zone_text("loose.signed.example", '@ TXT "v=spf1 -all"\n')}
    path = t.file("anchor", f"{anchor}\n".encode())
    want = {"signed.example": ("pass", "secure"), "loose.signed.example": ("fail", "insecure"), "broken.signed.example": ("temperror", "bogus")}
    with NameServer(folder / "nsd", zones) as server:
        for domain, (result, dnssec) in want.items():
            report = spf(t, server, domain, "--trust-anchor", path)
            t.equal(f"signed: {domain}", (report["result"], report["answers"][0]["dnssec"], report["answers"][0]["dnssec_by"]), (result, dnssec, None))
        bare = spf(t, server, "broken.signed.example")
        mail = t.inspect("--lookup", *t.nowhere, "--resolver", server.resolver, "--trust-anchor", path, "-",
                         stdin=MAIL.replace(b"sender.example", b"broken.signed.example")).report
    t.equal("signed: without an anchor nobody notices", (bare["result"], bare["answers"][0]["dnssec"]), ("pass", "unknown"))
    t.equal("signed: a false answer decides nothing in a mail", {s["result"] for s in mail["auth"]["spf"] if s["domain"] == "broken.signed.example"}, {"temperror"})
    t.check("signed: its packet is kept", json.dumps(mail["answers"]).count('"bogus"') >= 1, mail["answers"])
