"""mekiki-lookup alone: what it tells of name servers of every kind, and that it survives them."""

import collections
import concurrent.futures
import json
import pathlib
import struct
import subprocess

import dns_hostile
import dns_server
from dns_server import NameServer, Scripted, free_port, sign, spoil, text, world_zones, zone_text

WAITS = True
LONG = 30
ADDRESS = b"\xc0\x00\x02\x01"


def run(t):
    folder = pathlib.Path(t.command).parent
    tool = folder / "tests/tools/ask-lookup"
    if not tool.exists():
        t.skip("mekiki-lookup", "tests/tools/ask-lookup is not built")
        return
    asker = Asker(t, folder, tool)
    setup(t, asker)
    not_asked(t, asker)
    statuses(t, asker)
    silence(t, asker)
    several(t, asker)
    resolvers_word(t, asker)
    hostile(t, asker)
    many(t, asker)
    unread(t, asker)
    if dns_server.have_nsd():
        worlds(t, asker)
        answers(t, asker)
    else:
        t.skip("zones", "nsd is not installed")
    if dns_server.have_nsd() and dns_server.have_ldns():
        signed(t, asker)
    else:
        t.skip("DNSSEC", "nsd or ldnsutils are not installed")


class Asker:
    def __init__(self, t, folder, tool):
        self.t, self.folder, self.tool = t, folder, tool

    def raw(self, questions, **options):
        arguments = [f"{name}={value}" for name, value in options.items()]
        done = subprocess.run([self.tool, self.folder, *arguments], input="\n".join(questions).encode(), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=120)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        return done.returncode, rows[0] if rows else None, rows[1:], done.stderr.decode()

    def __call__(self, label, questions, **options):
        """{question: answer}; it has to come to a good end."""
        status, ready, rows, errors = self.raw(questions, **options)
        self.t.check(f"{label}: it ends well", status == 0 and ready["ready"] and len(rows) == len(questions) + ("last" in options), (status, ready, len(rows), errors))
        return {row["question"]: row for row in rows}


def setup(t, ask):
    _, ready, _, _ = ask.raw(["dns A a.example"], contact=0)
    t.check("sandbox", ready["ready"] and (ready["text"] == "full" or "partial" in ready["text"] or t.sanitized), ready)
    for label, options, words in [
        ("a name for a resolver", {"resolver": "dns.example"}, "dns.example: not an IP address"),
        ("no such port", {"resolver": "127.0.0.1@70000"}, "no such port"),
    ]:
        status, ready, rows, _ = ask.raw(["dns A a.example"], **options)
        t.check(f"{label} is refused", status == 1 and not ready["ready"] and words in ready["text"] and not rows, ready)
    path = t.file("anchor", b". IN A 192.0.2.1\n")
    status, ready, _, _ = ask.raw(["dns A a.example"], resolver="127.0.0.1@1", anchors=path)
    t.check("a trust anchor that is none is refused", status == 1 and not ready["ready"] and "trust anchor" in ready["text"], ready)


def not_asked(t, ask):
    with Scripted(lambda q: q.answer(records=[q.record(ADDRESS)])) as server:
        got = ask("not asked", ["dns TYPE255 a.example", "dns TYPE252 a.example", "dns TYPE41 a.example", "tls a.example:443",
                                "dns A localhost", "dns A x.onion", "dns A a.invalid", "nonsense", "dns A a..b"], resolver=server.resolver)
        t.equal("never ANY, no transfer", [got[f"dns TYPE{n} a.example"]["status"] for n in (255, 252, 41)], ["not-allowed"] * 3)
        t.equal("what is beyond the contact level", got["tls a.example:443"]["status"], "not-allowed")
        t.equal("special names", [got[f"dns A {n}"]["status"] for n in ("localhost", "x.onion", "a.invalid")], ["no-such-name"] * 3)
        t.equal("no question", [got["nonsense"]["status"], got["dns A a..b"]["status"]], ["not-allowed"] * 2)
        got = ask("offline", ["dns A a.example"], resolver=server.resolver, contact=0)
        t.equal("offline: nothing is allowed", got["dns A a.example"]["status"], "not-allowed")
        t.equal("not a packet was sent", [q.name for q in server.seen], [])


# handler, status, words of the reason
STATUSES = [
    ("answered", lambda q: q.answer(records=[q.record(ADDRESS)]), "answered", ""),
    ("no data", lambda q: q.answer(), "no-data", ""),
    ("no such name", lambda q: q.answer(rcode=3), "no-such-name", ""),
    ("refused", dns_server.refusing, "refused", "REFUSED"),
    ("SERVFAIL", dns_server.failing, "failed", "SERVFAIL"),
    ("FORMERR", lambda q: q.answer(rcode=1), "failed", "FORMERR"),
    ("NOTIMP", lambda q: q.answer(rcode=4), "failed", "NOTIMP"),
    ("truncated for ever", dns_server.truncating, "failed", "cut short"),
    ("slow", dns_server.slow(0.4), "answered", ""),
    ("truncated over UDP alone", lambda q: q.answer(records=[q.record(ADDRESS)]) if q.tcp else dns_server.truncating(q), "answered", ""),
]


def statuses(t, ask):
    for label, handler, status, reason in STATUSES:
        with Scripted(handler) as server:
            got = ask(label, ["dns A a.example"], resolver=server.resolver)["dns A a.example"]
        t.equal(f"{label}: status", got["status"], status)
        t.check(f"{label}: reason", reason in got["reason"] and bool(reason) == bool(got["reason"]), got["reason"])
        t.equal(f"{label}: who was asked", got["from"], server.resolver)
        if label == "slow":
            t.check("slow: the time it took", 400000 <= got["duration_us"] < 3000000, got["duration_us"])
        t.check(f"{label}: the time it may be kept", (got["ttl"] == 300) == (status == "answered"), got["ttl"])


def silence(t, ask):
    with Scripted(dns_server.silent) as server:
        got = ask("silent", ["dns A a.example"], resolver=server.resolver, timeout=700)["dns A a.example"]
        t.equal("silent: timeout", got["status"], "timeout")
        t.check("silent: no longer than it may", 600000 <= got["duration_us"] < 2000000, got["duration_us"])
        t.check("silent: asked more than once", len(server.seen) > 1, len(server.seen))
    got = ask("nobody", ["dns A a.example"], resolver=f"127.0.0.1@{free_port()}")["dns A a.example"]
    t.equal("nobody listens", [got["status"], got["reason"]], ["failed", "nobody listens at the resolver's address"])
    t.check("nobody listens: known at once", got["duration_us"] < 2000000, got["duration_us"])

    # one name that nobody answers for does not keep others from being asked
    def some(q):
        return None if q.name.startswith("s") else dns_server.slow(0.02)(q)
    with Scripted(some) as server:
        questions = [f"dns A {kind}{i}.example" for i in range(100) for kind in "sk"]
        got = ask("some are silent", questions, resolver=server.resolver, timeout=1500)
        t.equal("some are silent: each by itself", collections.Counter((q[6], row["status"]) for q, row in got.items()),
                {("s", "timeout"): 100, ("k", "answered"): 100})


def several(t, ask):
    with Scripted(lambda q: q.answer(records=[q.record(ADDRESS)])) as one:
        both = f"127.0.0.1@{free_port()}\n{one.resolver}"
        got = ask("two resolvers", [f"dns A n{i}.example" for i in range(20)], resolver=both)
        t.equal("one of two resolvers is there", {row["status"] for row in got.values()}, {"answered"})
        t.equal("which of them answered", {row["from"] for row in got.values()}, {one.resolver})


def resolvers_word(t, ask):
    """Without a trust anchor the resolver's AD bit is shown as its word."""
    with Scripted(lambda q: q.answer(flags=0x20 if q.name.startswith("s") else 0, records=[q.record(ADDRESS)])) as server:
        got = ask("AD", ["dns A s.example", "dns A u.example"], resolver=server.resolver)
        t.check("the resolver is told that we understand DNSSEC", server.seen and all(q.do for q in server.seen))
    t.equal("AD: secure, according to the resolver", [got["dns A s.example"][k] for k in ("dnssec", "dnssec_by")], ["secure", server.resolver])
    t.equal("no AD says nothing", [got["dns A u.example"][k] for k in ("dnssec", "dnssec_by")], ["unknown", ""])

    # the chain is put together from two packets: nobody said that of the whole
    def parts(q):
        if q.name == "s.example":
            return q.answer(flags=0x20, records=[dns_hostile.alias("s.example", "u.example")])
        return q.answer(records=[q.record(ADDRESS)])
    with Scripted(parts) as server:
        got = ask("AD of a part", ["dns A s.example"], resolver=server.resolver)["dns A s.example"]
    t.equal("AD of a part is not of the whole", [got["status"], got["dnssec"]], ["answered", "unknown"])


# What the worst may come to; never more than this, and never an answer that was not given.
HOSTILE = {
    "wrong number then right": "answered",
    "control characters": "answered",
    "records of others": "answered",
    "4000 records": "answered",
    "only records of others": "no-data",
}


def ask_hostile(ask, label, handler):
    with Scripted(handler) as server:
        return label, ask(label, ["dns A a.example", "dns TXT b.example"], resolver=server.resolver, timeout=1000)


def hostile(t, ask):
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda item: ask_hostile(ask, *item), dns_hostile.HANDLERS.items()))
    for label, got in done:
        for question, row in got.items():
            what = f"{label}: {question}"
            t.check(f"{what}: inside its time", row["duration_us"] < 3000000, row["duration_us"])
            t.check(f"{what}: a failure says why", row["status"] != "failed" or "was not taken" in row["reason"] or "cut short" in row["reason"], row)
            t.check(f"{what}: nothing of others", "victim" not in row["data"] and b"victim".hex() not in row["bytes"], row["data"])
            if row["status"] == "answered" and not row["unreadable"]:
                t.check(f"{what}: nothing raw comes out", all(" " <= c <= "~" for c in row["data"]), row["data"])
        want = HOSTILE.get(label)
        if want:
            t.equal(f"{label}: status", got["dns A a.example"]["status"], want)
        elif label not in ("text of 64 kB",):
            said = got["dns A a.example"]
            t.check(f"{label}: no answer is made of it", said["status"] in ("failed", "timeout") or said["unreadable"] or said["data"] != "192.0.2.1", said)
        if label == "wrong number then right":
            t.equal("a forged refusal does not count", got["dns TXT b.example"]["data"], '"real"')
        if label == "text of 64 kB":
            t.equal("64 kB of text, whole", [got["dns TXT b.example"]["unreadable"], len(got["dns TXT b.example"]["bytes"]) > 128000], [None, True])


def many(t, ask):
    with Scripted(dns_server.slow(0.02)) as server:
        questions = [f"dns TXT n{i}.example" for i in range(10000)]
        got = ask("10,000 questions", questions, resolver=server.resolver)
        t.equal("10,000 questions: all answered", collections.Counter(row["status"] for row in got.values()), {"answered": 10000})
        t.equal("10,000 questions: each its own", sorted(row["ticket"] for row in got.values()), list(range(1, 10001)))
        t.check("10,000 questions: each asked once, but for some that were lost", len(server.seen) < 10500, len(server.seen))


def unread(t, ask):
    """Answers of 60 kB that nobody takes: it stops reading questions, and loses none."""
    whole = dns_hostile.HANDLERS["text of 64 kB"]
    with Scripted(whole) as server:
        questions = [f"dns TXT n{i}.example" for i in range(1000)]
        got = ask("answers that wait", questions, resolver=server.resolver, stall=1500, timeout=60000)
        t.equal("answers that wait: none is lost", collections.Counter((row["status"], len(row["bytes"]) > 120000) for row in got.values()),
                {("answered", True): 1000})


def worlds(t, ask):
    want = {
        "dns TXT fevcvxs.cn": ("answered", '"v=spf1 ip4:117.50.174.153 -all"'),
        "dns TXT _dmarc.fevcvxs.cn": ("no-such-name", "no-such-name"),
        "dns MX fevcvxs.cn": ("no-data", "no-data"),
        "dns A amao64.shop": ("no-such-name", "no-such-name"),
        "dns PTR 153.174.50.117.in-addr.arpa": ("answered", "amao64.shop; tkoviax.cn"),
        "dns A support.example.co.jp.circulo.example.org": ("answered", "99.198.113.170"),
        "dns PTR 218.138.63.20.in-addr.arpa": ("no-such-name", "no-such-name"),
        "dns TXT _dmarc.fbi.gov": ("answered", '"v=DMARC1; p=reject; rua=mailto:dmarc-feedback@fbi.gov"'),
        "dns PTR 142.119.31.153.in-addr.arpa": ("answered", "mx-east-ic.fbi.gov"),
    }
    with NameServer(t.folder("worlds"), world_zones("A", "B", "C")) as server:
        got = ask("worlds", list(want), resolver=server.resolver)
    for question, (status, data) in want.items():
        said = "; ".join(sorted(got[question]["data"].split("; "))) if "PTR" in question else got[question]["data"]
        t.equal(f"worlds: {question}", (got[question]["status"], said), (status, data))


# Names that libunbound would answer by itself, and what it takes to see aliases whole.
ZONES = {
    "test": "host A 192.0.2.1\nalias CNAME host\nnowhere CNAME gone\ndead CNAME host\n*.wild A 192.0.2.9\n"
            "big TXT " + " ".join(f'"{"x" * 250}"' for _ in range(20)) + "\nodd\\.label A 192.0.2.7\n",
    "2.0.192.in-addr.arpa": "1 PTR host.test.\n",
    "10.in-addr.arpa": "1.0.0 PTR inside.test.\n",
    "home.arpa": "router A 192.0.2.8\n",
}
ANSWERS = {
    "dns A host.test": ("answered", "192.0.2.1"),
    "dns A alias.test": ("answered", "192.0.2.1"),
    "dns A nowhere.test": ("no-such-name", "no-such-name"),
    "dns MX dead.test": ("answered", "answered"),  # an alias, and nothing at its end
    "dns A a.b.wild.test": ("answered", "192.0.2.9"),
    "dns A none.test": ("no-such-name", "no-such-name"),
    "dns MX host.test": ("no-data", "no-data"),
    "dns PTR 1.2.0.192.in-addr.arpa": ("answered", "host.test"),
    "dns PTR 1.0.0.10.in-addr.arpa": ("answered", "inside.test"),
    "dns A router.home.arpa": ("answered", "192.0.2.8"),
    "dns A odd\\046label.test": ("answered", "192.0.2.7"),
    "dns A odd.label.test": ("no-such-name", "no-such-name"),
}


def answers(t, ask):
    zones = {"": zone_text("", "")} | {origin: zone_text(origin, records) for origin, records in ZONES.items()}
    with NameServer(t.folder("answers"), zones) as server:
        got = ask("answers", [*ANSWERS, "dns TXT big.test"], resolver=server.resolver)
        # the server is well, so are many of its answers at once
        crowd = [f"dns A n{i}.wild.test" for i in range(3000)] + [f"dns TXT x{i}.test" for i in range(3000)]
        all_of_them = ask("a crowd", crowd, resolver=server.resolver)
    for question, want in ANSWERS.items():
        t.equal(f"answers: {question}", (got[question]["status"], got[question]["data"]), want)
    t.check("answers: the alias is in the packet", b"alias".hex() in got["dns A alias.test"]["bytes"], got["dns A alias.test"])
    t.equal("answers: larger than UDP carries", len(got["dns TXT big.test"]["bytes"]) > 10000, True)
    t.equal("a crowd: all answered", collections.Counter(row["status"] for row in all_of_them.values()), {"answered": 3000, "no-such-name": 3000})


def signed(t, ask):
    """signed.example is our trust anchor's; broken.signed.example has one false signature, loose.signed.example none."""
    folder = t.folder("signed")
    broken, ds = sign(folder / "broken", "broken.signed.example", zone_text("broken.signed.example", "www A 192.0.2.7\nok A 192.0.2.8\n"))
    spoil(broken, "www.broken.signed.example", "A")
    records = ("www A 192.0.2.6\nalias CNAME www\n*.wild A 192.0.2.9\nout CNAME plain.example.\n"
               f"loose NS ns.invalid.\nbroken NS ns.invalid.\n{ds}\n")
    parent, anchor = sign(folder / "signed", "signed.example", zone_text("signed.example", records))
    zones = {
        "": zone_text("", ""),
        "signed.example": parent,
        "broken.signed.example": broken,
        "loose.signed.example": zone_text("loose.signed.example", "www A 192.0.2.11\n"),
        "plain.example": zone_text("plain.example", "@ A 192.0.2.5\nalias CNAME www.signed.example.\n"),
    }
    want = {
        "www.signed.example": ("answered", "secure"),
        "alias.signed.example": ("answered", "secure"),
        "a.wild.signed.example": ("answered", "secure"),
        "none.signed.example": ("no-such-name", "secure"),
        "www.loose.signed.example": ("answered", "insecure"),
        "out.signed.example": ("answered", "insecure"),
        "ok.broken.signed.example": ("answered", "secure"),
        "www.broken.signed.example": ("failed", "bogus"),
        "plain.example": ("answered", "unknown"),  # outside of what the anchor speaks of
        "alias.plain.example": ("answered", "unknown"),
    }
    path = t.file("anchors", f"; made for this test\n{anchor}\n\n".encode())
    questions = [f"dns A {name}" for name in want]
    with NameServer(folder / "nsd", zones) as server:
        got = ask("signed", questions, resolver=server.resolver, anchors=path)
        bare = ask("not validated", questions, resolver=server.resolver)
    for name, (status, dnssec) in want.items():
        row = got[f"dns A {name}"]
        t.equal(f"signed: {name}", (row["status"], row["dnssec"], row["dnssec_by"]), (status, dnssec, ""))
    reason = got["dns A www.broken.signed.example"]["reason"]
    t.check("bogus: why", "signature" in reason, reason)
    t.equal("nobody validates: nothing is known", {row["dnssec"] for row in bare.values()}, {"unknown"})
    t.equal("nobody validates: the false answer passes", bare["dns A www.broken.signed.example"]["status"], "answered")
