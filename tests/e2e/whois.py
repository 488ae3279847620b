"""Questions of WHOIS, by mekiki-lookup alone: servers on loopback behind a connect-map, and peers that misbehave."""

import pathlib
import socket
import time

import dns_server
import whois_server
from lookup import Asker
from whois_server import Peer, WhoisServer, connect_map

WAITS = True
LONG = 40
NAMES = {"whois.a.example": ["192.0.2.43"], "whois.b.example": ["192.0.2.44"], "whois.two.example": ["192.0.2.45", "192.0.2.46"],
         "whois.private.example": ["10.0.0.1", "127.0.0.1"], "whois.mixed.example": ["127.0.0.1", "192.0.2.43"],
         "whois.loop.example": ["192.0.2.47"], "whois.unmapped.example": ["192.0.2.99"]}


def resolver(query):
    """The addresses above; AAAA of one name leads to this machine."""
    if query.name not in NAMES:
        return query.answer(rcode=3)
    if query.type == 1:
        return query.answer(records=[query.record(socket.inet_aton(a)) for a in NAMES[query.name]])
    if query.type == 28 and query.name == "whois.private.example":
        return query.answer(records=[query.record(socket.inet_pton(socket.AF_INET6, a), kind=28) for a in ("::1", "::ffff:127.0.0.1", "fe80::1")])
    return query.answer()


def run(t):
    folder = pathlib.Path(t.command).parent
    tool = folder / "tests/tools/ask-lookup"
    if not tool.exists():
        t.skip("WHOIS", "tests/tools/ask-lookup is not built")
        return
    asker = Asker(t, folder, tool)
    with dns_server.Scripted(resolver) as names:
        def ask(label, questions, ends, **options):
            path = t.file("connect-map", connect_map(ends).encode())
            return asker(label, questions, resolver=names.resolver, map=path, **options)

        answers(t, ask, names)
        guarded(t, ask)
        spaced(t, ask)
        several_addresses(t, ask)
        hostile(t, ask)
    maps(t, asker)


def answers(t, ask, names):
    with WhoisServer({"a.example": "Domain Name: A.EXAMPLE\r\n", "例.example/e": "x"}) as a, WhoisServer({"b.example": "b\r\n"}) as b:
        got = ask("answers", ["whois whois.a.example a.example", "whois whois.b.example b.example", "whois whois.none.example x",
                              "whois 192.0.2.44:4343 n + 192.0.2.1"], {("192.0.2.43", 43): a.port, ("192.0.2.44", 43): b.port, ("192.0.2.44", 4343): b.port})
        one = got["whois whois.a.example a.example"]
        t.equal("the text as it came", bytes.fromhex(one["bytes"]), b"Domain Name: A.EXAMPLE\r\n")
        t.equal("status, server, real address", (one["status"], one["from"], one["reason"]), ("answered", "whois.a.example 192.0.2.43:43", ""))
        t.check("when, how long, to be kept", one["asked_at"] and one["duration_us"] < 5e6 and one["ttl"] == 3600, one)
        t.equal("the other server", got["whois whois.b.example b.example"]["status"], "answered")
        t.equal("a server that has no name", (got["whois whois.none.example x"]["status"]), "no-such-name")
        t.equal("another port, a query of many words", got["whois 192.0.2.44:4343 n + 192.0.2.1"]["status"], "answered")
        t.equal("the query as it is, and nothing else", sorted(a.lines + b.lines), ["a.example", "b.example", "n + 192.0.2.1"])
        t.check("both families are asked for", {(q.name, q.type) for q in names.seen} >= {("whois.a.example", 1), ("whois.a.example", 28)}, names.seen)


def guarded(t, ask):
    questions = ["whois whois.private.example a", "whois 127.0.0.1 a", "whois [::1] a", "whois 169.254.169.254 a", "whois [64:ff9b::7f00:1] a",
                 "whois whois.unmapped.example a", "whois whois.a.example:25 a", "whois whois.a.example:80 a"]
    with WhoisServer({}) as server:
        got = ask("guarded", questions, {("192.0.2.43", 43): server.port})
        t.equal("nothing of it is contacted", ({row["status"] for row in got.values()}, server.lines), ({"not-allowed"}, []))
        for question, words in zip(questions, ["private use", "this machine", "this machine", "cloud", "this machine", "connect-map", "something else", "connect-map"]):
            t.check(f"{question}: why not", words in got[question]["reason"], got[question])
        mixed = ask("mixed", ["whois whois.mixed.example a"], {("192.0.2.43", 43): server.port})["whois whois.mixed.example a"]
        t.equal("what remains of a name that leads here too", (mixed["status"], mixed["from"]), ("answered", "whois.mixed.example 192.0.2.43:43"))
    got = ask("empty map", ["whois 192.0.2.43 a"], {})
    t.check("a map that lists nothing is in force", "connect-map" in got["whois 192.0.2.43 a"]["reason"], got)
    got = ask("proxy", ["whois whois.a.example a"], {("192.0.2.43", 43): 9}, proxy="socks5h://127.0.0.1:9")
    t.check("WHOIS does not go past a proxy", got["whois whois.a.example a"]["status"] == "not-allowed" and "proxy" in got["whois whois.a.example a"]["reason"], got)


def spaced(t, ask):
    with WhoisServer({f"n{i}": f"{i}\r\n" for i in range(3)}) as a, WhoisServer({"x": "y"}) as b:
        began = time.monotonic()
        got = ask("spaced", [*(f"whois whois.a.example n{i}" for i in range(3)), "whois whois.b.example x"],
                  {("192.0.2.43", 43): a.port, ("192.0.2.44", 43): b.port})
        gaps = [second - first for (first, _), (second, _) in zip(a.seen, a.seen[1:])]
        t.equal("all are answered, in their order", (a.lines, {row["status"] for row in got.values()}), (["n0", "n1", "n2"], {"answered"}))
        t.check("two seconds between the starts of two", len(gaps) == 2 and min(gaps) > 1.9, gaps)
        t.equal("one connection at a time", a.most_open, 1)
        t.check("another server does not wait", b.seen and b.seen[0][0] - began < 1.5, (began, b.seen))
        t.check("the time that a question waits for its turn is not its server's", max(row["duration_us"] for row in got.values()) < 1.5e6, got)


def several_addresses(t, ask):
    with WhoisServer({"a": "from the second\r\n"}) as server, socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, and nobody listens
        refused = nobody.getsockname()[1]
        got = ask("second address", ["whois whois.two.example a"], {("192.0.2.45", 43): refused, ("192.0.2.46", 43): server.port})
        t.equal("the next address is tried where nobody listens", [(r["status"], r["from"]) for r in got.values()], [("answered", "whois.two.example 192.0.2.46:43")])
        got = ask("no address", ["whois whois.two.example a"], {("192.0.2.45", 43): refused, ("192.0.2.46", 43): refused})
        t.equal("nobody listens at any", [(r["status"], r["reason"]) for r in got.values()], [("refused", "nobody listens at the server's address")])
    with Peer(whois_server.at_once) as empty, WhoisServer({"a": "b"}) as other:
        got = ask("empty", ["whois whois.two.example a"], {("192.0.2.45", 43): empty.port, ("192.0.2.46", 43): other.port})
        t.equal("an answer that is empty is one", [(r["status"], r["bytes"], r["reason"], other.lines) for r in got.values()],
                [("answered", "", "the server closed the connection without a word", [])])


# handler, status, words of the reason, what is kept (None: nothing, b"": something)
HOSTILE = [
    ("drip", whois_server.drip, "timeout", "did not come to an end", b"%%"),
    ("endless", whois_server.endless, "answered", "more than 256 KiB", b"% all work"),
    ("one line without end", whois_server.one_line_without_end, "answered", "more than 256 KiB", b"xxx"),
    ("control characters", whois_server.controls, "answered", "", b"Domain Name: \x1b[2J"),
    ("silence", whois_server.silence, "timeout", "is silent", None),
    ("closes at once", whois_server.at_once, "answered", "without a word", None),
    ("reset", whois_server.reset, "refused", "broke the connection off without", None),
    ("reset in the middle", whois_server.reset_in_the_middle, "answered", "the end may be missing", b"Domain Name: A.EXAMPLE\r\n"),
    ("wrong charset", whois_server.wrong_charset, "answered", "", b"% charset"),
    ("keeps open", whois_server.keeps_open, "timeout", "did not come to an end", b"Domain Name"),
    ("another protocol", whois_server.asks_back, "timeout", "did not come to an end", b"220 mail"),
    ("refers to itself", whois_server.refers_to_itself, "answered", "", b"refer: whois.loop.example"),
]


def hostile(t, ask):
    """Each ends inside its cap, with a reason that has a name; all at once, each at an address of its own."""
    peers = [Peer(handler) for _, handler, *_ in HOSTILE]
    for peer in peers:
        peer.__enter__()
    with socket.socket() as full:  # takes no connection: its queue is full
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        ends = {(f"198.51.100.{i}", 43): peer.port for i, peer in enumerate(peers, 1)} | {("198.51.100.99", 43): full.getsockname()[1]}
        began = time.monotonic()
        got = ask("hostile", [f"whois 198.51.100.{i} a.example" for i in [*range(1, len(peers) + 1), 99]], ends, timeout=3000)
        took = time.monotonic() - began
        for filler in fillers:
            filler.close()
    for peer in peers:
        peer.__exit__()
    t.check("hostile: all are over in their time", took < 3 + (10 if t.sanitized else 3), took)
    for i, (label, _, status, words, kept) in enumerate(HOSTILE, 1):
        row = got[f"whois 198.51.100.{i} a.example"]
        text = bytes.fromhex(row["bytes"])
        t.check(f"{label}: status and reason", row["status"] == status and words in row["reason"] and bool(words) == bool(row["reason"]), row["status"] + ": " + row["reason"])
        t.check(f"{label}: what came is kept, and no more than the cap", (text.startswith(kept) if kept else not text) and len(text) <= 256 << 10, text[:100])
        t.check(f"{label}: it was asked once, and nothing else", peers[i - 1].lines == ["a.example"], peers[i - 1].lines)
    full = got["whois 198.51.100.99 a.example"]
    t.equal("a connection that is never taken", (full["status"], full["reason"]), ("timeout", "the server does not take the connection"))


def maps(t, asker):
    for label, text, words in [("a name", b"a.example:43 127.0.0.1:1\n", "line 1"), ("away from here", b"#\n192.0.2.1:43 192.0.2.2:43\n", "line 2: it leads away")]:
        path = t.file("bad-map", text)
        status, ready, rows, _ = asker.raw(["whois 192.0.2.1 a"], map=path)
        t.check(f"a map with {label} is refused", status == 1 and not ready["ready"] and words in ready["text"] and not rows, ready)
        done = t.mekiki("inspect", "--lookup", "--connect-map", path, "-")
        t.check(f"a map with {label}: the command says so", done.status == 2 and words in done.errors and not done.out, done.errors)
