"""mekiki-lookup over HTTP, TLS and RDAP: what it tells of good servers, and that it survives the others."""

import contextlib
import gzip
import json
import pathlib
import re
import socket
import ssl
import struct
import subprocess
import time

import dns_server
import web_server
from dns_server import Scripted, free_port
from lookup import Asker
from web_server import Authority, Nginx, Peer, context, page, raw, read_head

WAITS = True
LONG = 40
BODY = 786432  # LIMIT_HTTP_BODY
PRIVATE = ["http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data/",
           "http://10.1.2.3/", "http://192.168.0.1/", "http://[::1]/", "http://[fd00::1]/", "http://0.0.0.0/"]


class Exchange:
    """The bytes of an answer, taken apart by other code than ours."""

    def __init__(self, row):
        head, _, self.body = bytes.fromhex(row["bytes"]).partition(b"\n\n")
        lines = head.decode("latin-1").split("\n")
        self.status = int(lines[0].split()[1]) if lines[0].startswith("HTTP/") else 0
        self.version = lines[0].split()[0] if self.status else ""
        self.ours, self.fields = {}, {}
        for line in lines:
            if line.startswith(":"):
                key, _, value = line[1:].partition(" ")
                self.ours.setdefault(key, []).append(value)
            elif ":" in line:
                key, _, value = line.partition(":")
                self.fields[key] = value.strip()

    def __getattr__(self, key):
        return (self.ours.get(key) or [""])[0]


class World:
    """Names, their addresses, and the peers behind them."""

    def __init__(self, t):
        self.t = t
        self.addresses = {}  # name: what A is answered, a list: one after the other
        self.lines = []
        self.stack = contextlib.ExitStack()
        self.dns = None

    def __enter__(self):
        self.dns = self.stack.enter_context(Scripted(self.answer))
        return self

    def __exit__(self, *_):
        self.stack.close()

    def answer(self, query):
        found = self.addresses.get(query.name)
        if not found:
            return query.answer(rcode=3)
        if query.type != 1:
            return query.answer()
        address = found.pop(0) if isinstance(found, list) and len(found) > 1 else found[0] if isinstance(found, list) else found
        return query.answer(records=[query.record(socket.inet_aton(address), ttl=0)])

    def add(self, name, port, real=80):
        """`name` has an address of its own, whose port `real` is this one on loopback."""
        if name not in self.addresses:
            n = len(self.addresses)
            self.addresses[name] = f"192.0.2.{n + 1}" if n < 200 else f"198.51.100.{n - 199}"
        self.lines.append(f"{self.addresses[name]}:{real} 127.0.0.1:{port}")

    def peer(self, name, handler, tls=None):
        peer = self.stack.enter_context(Peer(handler, tls))
        self.add(name, peer.port, 443 if tls else 80)
        return peer

    def options(self, **more):
        path = self.t.file("connect-map", ("\n".join(self.lines) + "\n").encode())
        return {"resolver": self.dns.resolver, "map": path, "contact": 2, **more}


def run(t):
    folder = pathlib.Path(t.command).parent
    tool = folder / "tests/tools/ask-lookup"
    if not tool.exists():
        t.skip("mekiki-lookup", "tests/tools/ask-lookup is not built")
        return
    ask = Asker(t, folder, tool)
    setup(t, ask)
    not_allowed(t, ask)
    rebinding(t, ask)
    manners(t, ask)
    statuses(t, ask)
    hostile(t, ask)
    spacing(t, ask)
    through_proxy(t, ask)
    if not web_server.have_openssl():
        t.skip("TLS", "openssl is not installed")
        return
    authority = Authority(t.folder("authority"))
    tls(t, ask, authority)
    registries(t, ask, authority)
    refresh(t, authority)
    if web_server.have_nginx():
        nginx(t, ask, authority)
    else:
        t.skip("nginx", "nginx is not installed")


def get(name, path="/"):
    return f"http GET http://{name}{path}"


def setup(t, ask):
    for label, options, words in [
        ("a proxy by name", {"proxy": "http://proxy.example:3128"}, "a name would have to be looked up"),
        ("a proxy of another kind", {"proxy": "ftp://192.0.2.1:21"}, "neither http:// nor socks5h://"),
        ("a proxy without a port", {"proxy": "socks5h://192.0.2.1"}, "not ADDRESS:PORT"),
        ("a trust store that is not there", {"store": "/nonexistent/store.pem"}, "No such file"),
    ]:
        status, ready, rows, _ = ask.raw([get("a.example")], contact=2, **options)
        t.check(f"{label} is refused", status == 1 and not ready["ready"] and words in ready["text"] and not rows, ready)


# --- where it does not go

def not_allowed(t, ask):
    with World(t) as world:
        redirect = [b"http://127.0.0.1/", b"http://169.254.169.254/latest/", b"http://2130706433/", b"http://[::ffff:10.0.0.1]/", b"file:///etc/passwd",
                    b"javascript:alert(1)", b"//evil.example/x", b"/again"]
        for i, where in enumerate(redirect):
            world.peer(f"r{i}.example", page(b"", b"Location: " + where + b"\r\n", b"302 Found"))
        questions = [get(f"r{i}.example") for i in range(len(redirect))]
        got = ask("redirects", questions, **world.options())
        for i, where in enumerate(redirect):
            exchange = Exchange(got[questions[i]])
            t.equal(f"a redirect to {where.decode()}: one hop", (exchange.status, exchange.fields.get("location")), (302, where.decode()))
        got = ask("private", [f"http GET {url}" for url in PRIVATE] + ["http GET file:///etc/passwd", "http GET http://u:p@r0.example/",
                                                                       "tls 127.0.0.1:443", "rdap https://192.168.1.1/x", "http GET http://r0.example:25/"],
                  **world.options())
        for question, row in got.items():
            t.check(f"{question}: not allowed, and why", row["status"] == "not-allowed" and row["reason"], row)
        names = {"loop.example": "127.0.0.1", "meta.example": "169.254.169.254", "lan.example": "10.0.0.7"}
        world.addresses.update(names)
        got = ask("names of private addresses", [get(name) for name in names], **world.options())
        for question, row in got.items():
            t.check(f"{question}: not allowed, and why", row["status"] == "not-allowed" and row["reason"], row)


def rebinding(t, ask):
    with World(t) as world:
        peer = world.peer("rebind.example", page(b"one"))
        world.addresses["rebind.example"] = [world.addresses["rebind.example"], "127.0.0.1"]
        got = ask("rebinding", [get("rebind.example", "/1"), get("rebind.example", "/2")], **world.options())
        t.equal("the first answer is public", Exchange(got[get("rebind.example", "/1")]).body, b"one")
        second = got[get("rebind.example", "/2")]
        t.check("the second is judged anew", second["status"] == "not-allowed" and second["reason"], second)
        t.equal("it connected once", peer.connections, 1)


# --- how it behaves

def manners(t, ask):
    heads = []

    def note(stream):
        heads.append(read_head(stream))
        stream.sendall(b"HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Domain=example\r\nStrict-Transport-Security: max-age=9999\r\nConnection: keep-alive\r\n"
                       b"Content-Length: 2\r\n\r\nok")

    with World(t) as world:
        peer = world.peer("note.example", note)
        question = get("note.example", "/../a/./%2e%2e/b?q=%20x")
        got = ask("manners", [question], last=get("note.example", "/again"), **world.options())
        t.equal("answered", {row["status"] for row in got.values()}, {"answered"})
        first, second = (head.decode().split("\r\n") for head in heads)
        t.equal("who we are", [line for line in first if line.lower().startswith("user-agent")][0].split("/")[0], "User-Agent: mekiki")
        t.check("no cookie, credential, referrer", not any(re.match(r"(?i)cookie|authorization|referer", line) for line in first + second), second)
        t.equal("no connection is used twice", peer.connections, 2)
        t.equal("where from", got[question]["from"], world.addresses["note.example"] + ":80")
        heads.clear()
        ask("another name", [get("note.example")], agent="Mozilla/5.0 (somebody)", **world.options())
        t.check("the user agent of one's choice", b"User-Agent: Mozilla/5.0 (somebody)\r\n" in heads[0], heads[0])


def spacing(t, ask):
    times = []

    def note(stream):
        times.append(time.monotonic())
        page(b"x")(stream)

    with World(t) as world:
        world.peer("slowly.example", note)
        world.peer("other.example", note)
        ask("spacing", [get("slowly.example", f"/{i}") for i in range(3)], **world.options())
        gaps = [b - a for a, b in zip(times, times[1:])]
        t.check("one request a second to one host", len(gaps) == 2 and min(gaps) > 0.9, gaps)
        times.clear()
        ask("two hosts", [get("slowly.example"), get("other.example")], **world.options())
        t.check("others do not wait", len(times) == 2 and times[1] - times[0] < 0.9, times)


STATUSES = [
    ("found", page(b"hello", b"X-A: 1\r\nx-a: 2\r\n"), "answered", "", 200, b"hello"),
    ("not found", page(b"none", status=b"404 Not Found"), "answered", "", 404, b"none"),
    ("throttled", page(b"", b"Retry-After: 60\r\n", b"429 Too Many Requests"), "answered", "", 429, b""),
    ("broken", page(b"oh", status=b"500 Internal Server Error"), "answered", "", 500, b"oh"),
    ("no content", raw(b"HTTP/1.1 204 No Content\r\n\r\n"), "answered", "", 204, b""),
    ("without length", raw(b"HTTP/1.0 200 OK\r\n\r\nto the end"), "answered", "", 200, b"to the end"),
    ("interim answers", raw(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"), "answered", "", 200, b"x"),
    ("chunks", raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n"), "answered", "", 200, b"abc"),
    ("compressed", page(gzip.compress(b"small" * 100), b"Content-Encoding: gzip\r\n"), "answered", "", 200, b"small" * 100),
    ("bytes of every kind", page(bytes(range(256)) * 3), "answered", "", 200, bytes(range(256)) * 3),
]


def statuses(t, ask):
    with World(t) as world:
        for i, (_, handler, *_) in enumerate(STATUSES):
            world.peer(f"s{i}.example", handler)
        world.add("closed.example", free_port())
        world.addresses["unmapped.example"] = "192.0.2.250"
        extra = [get("closed.example"), get("unmapped.example"), get("none.example")]
        got = ask("statuses", [get(f"s{i}.example") for i in range(len(STATUSES))] + extra, **world.options())
        for i, (label, _, status, reason, code, body) in enumerate(STATUSES):
            row = got[get(f"s{i}.example")]
            exchange = Exchange(row)
            t.equal(f"{label}", (row["status"], row["reason"], exchange.status, exchange.body, exchange.cut), (status, reason, code, body, ""))
            t.check(f"{label}: where from", row["from"].endswith(":80") and exchange.address == row["from"], row["from"])
        t.equal("nobody listens", (got[extra[0]]["status"], got[extra[0]]["bytes"]), ("refused", ""))
        t.equal("not in the map", got[extra[1]]["status"], "not-allowed")
        t.equal("no such name", (got[extra[2]]["status"], got[extra[2]]["bytes"]), ("no-such-name", ""))


# --- who misbehaves

HEAD = b"HTTP/1.1 200 OK\r\n"


def slow_head(stream):
    read_head(stream)
    for byte in HEAD + b"X-Slow: " + b"a" * 1000:
        stream.sendall(bytes([byte]))
        time.sleep(0.1)


def slow_body(stream):
    read_head(stream)
    stream.sendall(HEAD + b"Content-Length: 1000000\r\n\r\nstart")
    for _ in range(1000):
        stream.sendall(b".")
        time.sleep(0.1)


def steady(stream):
    """Never slow, never at its end, and always below the cap."""
    read_head(stream)
    stream.sendall(HEAD + b"\r\n")
    for _ in range(1000):
        stream.sendall(b"." * 100)
        time.sleep(0.05)


def silent(stream):
    read_head(stream)
    time.sleep(15)


def mute(stream):
    """Does not even read."""
    time.sleep(15)


def endless(stream):
    read_head(stream)
    stream.sendall(HEAD + b"Content-Type: text/html\r\n\r\n")
    while True:
        stream.sendall(b"<p>more</p>" * 1000)


def endless_chunks(stream):
    read_head(stream)
    stream.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        stream.sendall(b"1000\r\n" + b"x" * 4096 + b"\r\n")


def endless_head(stream):
    read_head(stream)
    stream.sendall(HEAD)
    while True:
        stream.sendall(b"X-Flood: yes, again\r\n" * 100)


def endless_interim(stream):
    read_head(stream)
    while True:
        stream.sendall(b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n" * 50)


def endless_garbage(stream):
    read_head(stream)
    while True:
        stream.sendall(b"\0\xff\x1b[31m" * 1000)


def reset_in_body(stream):
    read_head(stream)
    stream.sendall(HEAD + b"Content-Length: 1000\r\n\r\nhalf")
    time.sleep(0.2)
    web_server.reset(stream)


def reset_in_head(stream):
    read_head(stream)
    stream.sendall(HEAD + b"X: ")
    time.sleep(0.2)
    web_server.reset(stream)


BOMB = gzip.compress(b"\0" * (64 << 20))
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
FLOOD = b"".join(b"X-%d: %d\r\n" % (i, i) for i in range(10000))
SOME = b"".join(b"X-%d: %d\r\n" % (i, i) for i in range(300))

# handler, status, words of the reason, words of the cut (with an HTTP status)
HOSTILE = [
    ("slow drip of the head", slow_head, "timeout", "head of the answer", None),
    ("slow drip of the body", slow_body, "answered", "", "too slow"),
    ("a steady stream", steady, "answered", "", "out of time"),
    ("says nothing", silent, "timeout", "head of the answer", None),
    ("does not read", mute, "timeout", "head of the answer", None),
    ("endless body", endless, "answered", "", f"cap {BODY}"),
    ("endless chunks", endless_chunks, "answered", "", f"cap {BODY}"),
    ("endless head", endless_head, "answered", "", "head cap"),
    ("endless interim answers", endless_interim, "failed", "head of the answer is too large", None),
    ("endless garbage", endless_garbage, "failed", "not HTTP", None),
    ("gzip bomb", page(BOMB, b"Content-Encoding: gzip\r\n"), "answered", "", f"cap {BODY}"),
    ("gzip bomb in chunks", raw(CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n"), b"%x\r\n" % len(BOMB) + BOMB + b"\r\n0\r\n\r\n"),
     "answered", "", f"cap {BODY}"),
    ("gzip in gzip in gzip in gzip in gzip in gzip", page(b"x", b"Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip\r\n"), "failed",
     "coding", None),
    ("gzip that is none", page(b"plain text", b"Content-Encoding: gzip\r\n"), "answered", "", "broken compression"),
    ("gzip cut short", page(gzip.compress(bytes(range(256)) * 50)[:60], b"Content-Encoding: gzip\r\n"), "answered", "", None),
    ("chunks that are none", raw(CHUNKED + b"zz\r\nabc\r\n"), "answered", "", "broken chunks"),
    ("a chunk of 2^70 bytes", raw(CHUNKED + b"400000000000000000\r\nabc\r\n"), "answered", "", "broken chunks"),
    ("chunks without an end", raw(CHUNKED + b"3\r\nabc\r\n"), "answered", "", "ended early"),
    ("one line of a megabyte", raw(HEAD + b"X: " + b"a" * (1 << 20) + b"\r\n\r\n"), "answered", "", "head cap"),
    ("10,000 fields", raw(HEAD + FLOOD + b"\r\nbody"), "answered", "", "head cap"),
    ("300 fields", raw(HEAD + SOME + b"\r\nbody"), "answered", "", ""),
    ("fewer bytes than it says", raw(HEAD + b"Content-Length: 1000\r\n\r\nhalf"), "answered", "", "ended early"),
    ("more bytes than it says", raw(HEAD + b"Content-Length: 4\r\n\r\nhalf and more"), "answered", "", ""),
    ("a length below zero", raw(HEAD + b"Content-Length: -5\r\n\r\nhalf"), None, "", None),
    ("a length of 2^70", raw(HEAD + b"Content-Length: 1180591620717411303424\r\n\r\nhalf"), None, "", None),
    ("HTTP/0.9", raw(b"<html>hello</html>"), "failed", "not HTTP", None),
    ("a status that is none", raw(b"HTTP/1.1 abc OK\r\n\r\n"), "failed", "", None),
    ("a status of 99999", raw(b"HTTP/1.1 99999 OK\r\n\r\n"), None, "", None),
    ("closes at once", lambda stream: None, "failed", "", None),
    ("closes without an answer", raw(), "failed", "without an answer", None),
    ("a reset at once", web_server.reset, "failed", "lost", None),
    ("a reset in the head", reset_in_head, "failed", "lost", None),
    ("a reset in the body", reset_in_body, "answered", "", "connection lost"),
    ("NUL and escapes in the head", raw(HEAD + b"X: a\0b\x1b[31m\xff\r\nC\0: d\r\n\r\nbody"), None, "", None),
]


def hostile(t, ask):
    with World(t) as world:
        for i, (_, handler, *_) in enumerate(HOSTILE):
            world.peer(f"h{i}.example", handler)
        world.peer("good.example", page(b"still here"))
        start = time.monotonic()
        got = ask("hostile", [get(f"h{i}.example") for i in range(len(HOSTILE))], timeout=3000, last=get("good.example"), **world.options())
        took = time.monotonic() - start
        for i, (label, _, status, reason, cut) in enumerate(HOSTILE):
            row = got[get(f"h{i}.example")]
            exchange = Exchange(row)
            short = {**row, "bytes": row["bytes"][:300]}
            t.check(f"{label}: status", row["status"] == status or (status is None and row["status"] in ("answered", "failed")), short)
            t.check(f"{label}: reason", reason in row["reason"] and (row["status"] == "answered") != bool(row["reason"]), short)
            t.check(f"{label}: cut", cut is None or (exchange.cut.startswith(cut) and bool(cut) == bool(exchange.cut)), exchange.cut)
            t.check(f"{label}: inside its caps", len(exchange.body) <= BODY and len(row["bytes"]) <= 2 << 20 and row["duration_us"] < 4500000, short)
        t.check("fields beyond the cap are told", "fields-cut" in Exchange(got[get(f"h{[h[0] for h in HOSTILE].index('300 fields')}.example")]).ours)
        t.equal("what came before a reset is kept", Exchange(got[get(f"h{[h[0] for h in HOSTILE].index('a reset in the body')}.example")]).body, b"half")
        t.equal("it survived them all", Exchange(got[get("good.example")]).body, b"still here")
        t.check("side by side", took < 12, took)


# --- a proxy

def through_proxy(t, ask):
    seen = []

    def http_proxy(stream):
        seen.append(read_head(stream))
        stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nproxy")

    def socks(stream):
        stream.recv(64)
        stream.sendall(b"\x05\x00")
        seen.append(stream.recv(512))
        stream.sendall(b"\x05\x00\x00\x01\0\0\0\0\0\0")
        page(b"socks")(stream)

    with World(t) as world, Peer(http_proxy) as web, Peer(socks) as five:
        for peer, kind, body in ((web, "http", b"proxy"), (five, "socks5h", b"socks")):
            seen.clear()
            world.dns.seen.clear()
            got = ask(kind, [get("hidden.example"), "http GET http://127.0.0.1/"], proxy=f"{kind}://127.0.0.1:{peer.port}", resolver=world.dns.resolver,
                      contact=2)
            row = got[get("hidden.example")]
            t.equal(f"{kind}: answered by the proxy", (row["status"], Exchange(row).body), ("answered", body))
            t.equal(f"{kind}: it is said", row["from"], f"proxy 127.0.0.1:{peer.port}")
            t.equal(f"{kind}: nobody is asked for the name", [q.name for q in world.dns.seen], [])
            t.check(f"{kind}: the name goes to the proxy", len(seen) == 1 and b"hidden.example" in seen[0], seen)
            t.equal(f"{kind}: addresses are judged all the same", got["http GET http://127.0.0.1/"]["status"], "not-allowed")


# --- TLS

def never_finishes(stream):
    stream.recv(65536)
    stream.sendall(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc")
    time.sleep(15)


def tls_garbage(stream):
    stream.recv(65536)
    stream.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def tls_alert(stream):
    stream.recv(65536)
    stream.sendall(b"\x15\x03\x03\x00\x02\x02\x28")  # handshake_failure


def tls_drip(stream):
    stream.recv(65536)
    for _ in range(200):
        stream.sendall(b"\x16")
        time.sleep(0.1)


def nul_in_name(path):
    """The certificate says "good.example\\0.evil.example"; its signature is broken by that."""
    text = path.read_text()
    pem = re.search(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", text, re.S).group()
    der = ssl.PEM_cert_to_DER_cert(pem).replace(b"good.example?", b"good.example\0")
    path.write_text(text.replace(pem, ssl.DER_cert_to_PEM_cert(der)))
    return path


def huge_chain(authority):
    path = authority.issue("chain.example")
    path.write_bytes(path.read_bytes() + authority.file.read_bytes() * 40)
    return path


def monstrous_chain(authority):
    path = authority.issue("monster.example")
    path.write_bytes(path.read_bytes() + authority.file.read_bytes() * 400)
    return path


def tls(t, ask, authority):
    good = authority.issue("good.example", "*.good.example")
    other = Authority(t.folder("other"), "Nobody knows this one")
    v = ssl.TLSVersion
    # certificate, TLS versions, what verifying gives, certificates
    rows = [
        ("good.example", context(good), "0 ok", 2, "TLSv1.3"),
        ("twelve.example", context(good, v.TLSv1_2, v.TLSv1_2), "0 ok", 2, "TLSv1.2"),
        ("eleven.example", context(good, v.TLSv1_1, v.TLSv1_1), "0 ok", 2, "TLSv1.1"),
        ("ten.example", context(good, v.TLSv1, v.TLSv1), "0 ok", 2, "TLSv1"),
        ("self.example", context(authority.issue("self.example", signed=False)), "18 ", 1, ""),
        ("expired.example", context(authority.issue("expired.example", dates=("20230101000000Z", "20230401000000Z"))), "10 ", 2, ""),
        ("unknown.example", context(other.issue("unknown.example")), "19 ", 2, ""),
        ("weak.example", context(authority.issue("weak.example", bits=1024), v.TLSv1_2, v.TLSv1_3), "0 ok", 2, ""),
        ("nul.example", context(nul_in_name(authority.issue("good.example?.evil.example"))), "7 ", 2, ""),
        ("chain.example", context(huge_chain(authority)), "22 ", 10, ""),
    ]
    bad = [
        ("never.example", never_finishes, "timeout", "TLS handshake did not end"),
        ("mute.example", mute, "timeout", "TLS handshake did not end"),
        ("drip.example", tls_drip, "failed", "TLS: "),
        ("garbage.example", tls_garbage, "failed", "TLS: "),
        ("alert.example", tls_alert, "failed", "handshake failure"),
        ("close.example", lambda stream: stream.recv(10), "failed", "TLS"),
        ("reset.example", web_server.reset, "failed", "connection"),
    ]
    with World(t) as world:
        for name, made, *_ in rows:
            world.peer(name, page(b"over TLS"), made)
        monster = context(monstrous_chain(authority))
        world.peer("monster.example", page(b"x"), monster)
        for name, handler, *_ in bad:
            world.add(name, world.stack.enter_context(Peer(handler)).port, 443)
        names = [row[0] for row in rows + bad] + ["monster.example"]
        options = world.options(store=authority.file, timeout=3000)
        handshakes = ask("handshakes", [f"tls {name}:443" for name in names], last="tls good.example:443", **options)
        visits = ask("visits", [f"http GET https://{name}/" for name in names], last="http GET https://good.example/again", **options)
        for name, _, verify, count, version in rows:
            for label, row, body in (("handshake", handshakes[f"tls {name}:443"], b""), ("visit", visits[f"http GET https://{name}/"], b"over TLS")):
                exchange = Exchange(row)
                t.equal(f"{name}, {label}: answered", (row["status"], exchange.body), ("answered", body))
                t.check(f"{name}, {label}: verified", exchange.verify.startswith(verify), exchange.ours.get("verify"))
                t.equal(f"{name}, {label}: certificates", len(exchange.ours.get("certificate", [])), count)
                t.check(f"{name}, {label}: protocol", exchange.tls.startswith(version) and len(exchange.tls.split()) == 2, exchange.tls)
                t.equal(f"{name}, {label}: where", exchange.address, world.addresses[name] + ":443")
        for name, _, status, reason in bad:
            for row in (handshakes[f"tls {name}:443"], visits[f"http GET https://{name}/"]):
                t.check(f"{name}: {row['question']}", row["status"] == status and reason in row["reason"] and row["duration_us"] < 4500000, row)
        row = handshakes["tls monster.example:443"]
        t.check("a chain of 400 certificates ends with a reason", row["status"] in ("answered", "failed") and len(row["bytes"]) < 2 << 20, row["reason"])


# --- registries

def deep(stream):
    page(b'{"entities":[' * 10000 + b"]}" * 10000, b"Content-Type: application/rdap+json\r\n")(stream)


def registries(t, ask, authority):
    made = context(authority.issue("rdap.example", "*.rdap.example"))
    hop = lambda where: page(b"", b"Location: " + where + b"\r\n", b"302 Found")  # noqa: E731
    heads = []

    def good(stream):
        heads.append(read_head(stream))
        stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/rdap+json\r\nContent-Length: 25\r\n\r\n{\"ldhName\":\"example.com\"}\n")

    with World(t) as world:
        for name, handler in {
            "good": good, "none": page(b"{}", status=b"404 Not Found"), "busy": page(b"", b"Retry-After: 9\r\n", b"429 Too Many Requests"),
            "one": hop(b"https://good.rdap.example/domain/example.com"), "loop": hop(b"/again"), "plain": hop(b"http://good.rdap.example/x"),
            "home": hop(b"https://127.0.0.1/x"), "meta": hop(b"https://169.254.169.254/"), "file": hop(b"file:///etc/passwd"),
            "mail": hop(b"https://good.rdap.example:25/"), "user": hop(b"https://u:p@good.rdap.example/"), "deep": deep, "endless": endless, "drip": slow_body,
        }.items():
            world.peer(f"{name}.rdap.example", handler, made)
        asked = {name: f"rdap https://{name}.rdap.example/domain/example.com" for name in
                 ("good", "none", "busy", "one", "loop", "plain", "home", "meta", "file", "mail", "user", "deep", "endless", "drip")}
        got = ask("registries", list(asked.values()), last=asked["good"] + "/", **world.options(contact=1, store=authority.file, timeout=4000))
        row = {name: got[question] for name, question in asked.items()}
        t.check("what is accepted", re.search(rb"(?im)^accept: application/rdap\+json", heads[0]), heads[0])
        for name, code in (("good", 200), ("none", 404), ("busy", 429)):
            t.equal(f"{name}: answered", (row[name]["status"], Exchange(row[name]).status), ("answered", code))
        for name, status, where in (("one", 302, "https://good.rdap.example/domain/example.com"), ("loop", 302, "/again"), ("plain", 302, "http://good.rdap.example/x"),
                                    ("home", 302, "https://127.0.0.1/x"), ("meta", 302, "https://169.254.169.254/"), ("file", 302, "file:///etc/passwd"),
                                    ("mail", 302, "https://good.rdap.example:25/"), ("user", 302, "https://u:p@good.rdap.example/")):
            exchange = Exchange(row[name])
            t.equal(f"{name}: a redirect is told, not followed", (exchange.status, exchange.fields.get("location"), row[name]["from"]),
                    (status, where, world.addresses[f"{name}.rdap.example"] + ":443"))
        t.check("10,000 deep: handed on", row["deep"]["status"] == "answered" and Exchange(row["deep"]).body.count(b"{") == 10000, row["deep"]["status"])
        t.check("endless: cut", Exchange(row["endless"]).cut == f"cap {BODY}", Exchange(row["endless"]).cut)
        t.check("slow: cut", Exchange(row["drip"]).cut == "too slow", Exchange(row["drip"]).cut)
        t.equal("it survived them all", got[asked["good"] + "/"]["status"], "answered")


# --- mekiki data --refresh

def lists(date):
    """IANA's files, small."""
    services = {"dns": [[["com", "example"], ["https://rdap.new.example/"]]], "ipv4": [[["192.0.0.0/8"], ["http://x.example/", "https://four.example"]]],
                "ipv6": [[["2001:db8::/32"], ["https://six.example/"]]], "asn": [[["64496-64511"], ["https://as.example/"]]],
                "object-tags": [[["a@b.example"], ["TEST"], ["https://tag.example/"]]]}
    return {name: json.dumps({"version": "1.0", "publication": date + "T00:00:00Z", "services": rows}).encode() for name, rows in services.items()}


def refresh(t, authority):
    files = lists("2035-01-02")

    def iana(stream):
        name = read_head(stream).split(b" ")[1].decode().removeprefix("/rdap/").removesuffix(".json")
        body = files.get(name, b"")
        stream.sendall(b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n" % (b"200 OK" if body else b"404 Not Found", len(body)) + body)

    home = t.folder("data-home")
    env = {"XDG_DATA_HOME": str(home)}
    path = home / "mekiki/rdap.txt"

    def run_refresh(certificate):
        with World(t) as world:
            world.peer("data.iana.org", iana, context(certificate))
            options = world.options()
            return t.mekiki("data", "--refresh", "--resolver", options["resolver"], "--connect-map", options["map"], "--trust-store", authority.file, env=env)

    def shown():
        done = t.mekiki("data", "--format", "json", env=env)
        return {row["name"]: row for row in done.reports}["rdap.txt"]

    ours = shown()
    t.equal("our own list", (ours["path"], ours["not_newer"]), (None, None))
    done = run_refresh(authority.issue("other.example"))
    t.check("another's certificate", done.status == 2 and "no certificate proves" in done.errors and "nothing was changed" in done.errors and not path.exists(),
            done)
    right = authority.issue("data.iana.org")
    done = run_refresh(right)
    t.check("written", done.status == 0 and str(path) in done.text and path.exists() and not done.errors, done)
    t.equal("what is in it", [line for line in path.read_text().splitlines() if not line.startswith("# source")],
            ["# as-of: 2035-01-02", "dns\tcom\thttps://rdap.new.example/", "dns\texample\thttps://rdap.new.example/", "ipv4\t192.0.0.0/8\thttps://four.example/",
             "ipv6\t2001:db8:0:0:0:0:0:0/32\thttps://six.example/", "asn\t64496-64511\thttps://as.example/", "tag\tTEST\thttps://tag.example/"])
    row = shown()
    t.equal("it is used, and said to be", (row["as_of"], row["path"], row["rows"]), ("2035-01-02", str(path), 6))
    t.check("in words, too", f"in place of mekiki's: {path}" in t.mekiki("data", env=env).text)
    before = path.read_bytes()
    for label, broken in (("a page in place of a list", b"<html>sold</html>"), ("one list is missing", b"")):
        files["asn"] = broken
        done = run_refresh(right)
        t.check(f"{label}: nothing is changed", done.status == 2 and "asn.json" in done.errors and path.read_bytes() == before, done)
    files.update(lists("2001-01-01"))
    done = run_refresh(right)
    row = shown()
    t.equal("an older one is not used, and that is said", (done.status, row["as_of"], row["path"], row["not_newer"]), (0, ours["as_of"], None, str(path)))
    path.write_text("# as-of: 2035-01-01\n# source: somebody\nnonsense\n")
    done = t.mekiki("data", env=env)
    t.check("a broken one is named", done.status == 2 and str(path) in done.errors and "line 3" in done.errors, done)


# --- a real server

def nginx(t, ask, authority):
    folder = t.folder("nginx")
    pages = folder / "pages"
    pages.mkdir()
    (pages / "index.html").write_text("<title>Real</title>" + "<p>text</p>" * 1000)
    (pages / "big.bin").write_bytes(b"\0" * (8 << 20))
    certificate = authority.issue("real.example", "www.real.example")
    plain, secure = free_port(), free_port()
    servers = (
        f"    server {{ listen 127.0.0.1:{plain}; location / {{ return 301 https://$host$request_uri; }} }}\n"
        f"    server {{ listen 127.0.0.1:{secure} ssl http2; ssl_certificate {certificate}; ssl_certificate_key {certificate}; root {pages};\n"
        f"        gzip on; gzip_min_length 1; gzip_types text/html; location = /gone {{ return 410; }} location = /set {{ add_header Set-Cookie a=b; return 204; }} }}\n")
    with Nginx(folder, servers) as server, World(t) as world:
        server.wait(secure)
        world.add("real.example", plain)
        world.add("real.example", secure, 443)
        base = "http GET https://real.example"
        questions = [get("real.example", "/a?b"), base + "/", base + "/gone", base + "/none", base + "/big.bin", base + "/set", "tls real.example:443"]
        got = ask("nginx", questions, **world.options(store=authority.file))
        exchanges = [Exchange(got[question]) for question in questions]
        t.equal("all answered", {got[q]["status"] for q in questions}, {"answered"})
        t.equal("statuses", [e.status for e in exchanges], [301, 200, 410, 404, 200, 204, 0])
        t.equal("where it leads", exchanges[0].fields["location"], "https://real.example/a?b")
        t.equal("HTTP/2", (exchanges[1].version, exchanges[1].alpn), ("HTTP/2", "h2"))
        t.equal("compressed on the way, whole here", exchanges[1].body, (pages / "index.html").read_bytes())
        t.equal("encoded, it says", exchanges[1].fields.get("content-encoding"), "gzip")
        t.equal("too large", (exchanges[4].cut, len(exchanges[4].body)), (f"cap {BODY}", BODY))
        t.equal("verified", {e.verify for e in exchanges[1:]}, {"0 ok"})
        t.check("one request a second", (folder / "access.log").read_text().count("GET /") == 6, (folder / "access.log").read_text())
