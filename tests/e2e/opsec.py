"""What really leaves: packets of whole runs, captured in a network namespace that holds nobody but our servers.

Every packet belongs to a question that the case records, every question stands in the plan or follows by one of its rules,
and no packet carries what would tell a sender whose mail was read.
"""

import base64
import json
import pathlib
import socket
import ssl
import struct
import subprocess
import sys
import urllib.parse

import authority
import capture
import dns_server
import outside
import whois_server
from harness import WORLDS, Tester, namespace
from outside import Outside

WAITS = True
LONG = 30
MAILS = 200
TYPES = {number: name for name, number in dns_server.TYPES.items()} | {257: "CAA"}
# What is answered on this machine, without a packet.
AT_HOME = ("geo", "list")

# A question that the plan does not have is there because of an answer to one with such a purpose.
FOLLOWS = {
    "spf-term": {"spf-mailfrom", "spf-helo", "spf-term"},
    "dmarc-record": {"dmarc-record"}, "dmarc-alignment": {"dmarc-record"}, "dmarc-existence": {"dmarc-record"},
    "bimi-record": {"dmarc-record"}, "bimi-evidence": {"bimi-record"},
    "reverse": {"host"}, "forward": {"reverse"}, "host": {"reverse", "host", "visit", "browse"}, "domain": {"reverse", "visit", "browse"}, "wildcard": {"host"},
    "registration": {"registry", "registration", "reverse", "visit", "browse"}, "holder": {"registry", "holder", "host", "reverse"}, "registry": {"reverse", "holder", "registration"},
    "peer": {"registry", "registration", "holder", "visit", "handshake"},
    "visit": {"visit", "handshake"}, "handshake": {"visit"},
}


def run(t):
    wrap = namespace()
    if outside.missing() or not wrap:
        t.skip("captures", outside.missing() or "no network namespace can be made here")
        return
    done = subprocess.run([*wrap, sys.executable, __file__, t.command, t.folder("inside")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    if rows and "skip" in rows[-1]:
        t.skip("captures", rows[-1]["skip"])
        return
    for row in rows:
        t.check(row["name"], row["ok"], row["why"])
    t.equal("inside the namespace it ran to its end", (done.returncode, done.stderr.decode()[-3000:]), (0, ""))


# --- inside the namespace

class Inside(Tester):
    def check(self, name, ok, why=""):
        print(json.dumps({"name": name, "ok": bool(ok), "why": str(why)[:1500]}), flush=True)
        return bool(ok)


def inside(command, folder):
    t = Inside(command, folder, False)
    t.group = "opsec"
    try:
        capture.bring_up()
        capture.Capture().socket.close()
    except OSError as error:
        print(json.dumps({"skip": f"loopback cannot be listened to: {error}"}))
        return
    for world in "ABC":
        whole_run(t, world)
    marked(t)


def dns_questions(c, port):
    """The set of "dns TYPE NAME" that went to the resolver."""
    asked = set()
    packets = [data for _, to, data in c.datagrams if to == port]
    for (_, to), data in c.flows.items():
        while to == port and len(data) > 2:
            size = struct.unpack(">H", data[:2])[0]
            packets.append(data[2:2 + size])
            data = data[2 + size:]
    for packet in packets:
        name, end = dns_server.name_at(packet, 12)
        kind = struct.unpack(">H", packet[end:end + 2])[0]
        asked.add(f"dns {TYPES.get(kind, f'TYPE{kind}')} {name}")
    return asked


def whole_run(t, world):
    folder = WORLDS / world
    common = ["--profile", folder / "site.conf", "--clock", (folder / "clock").read_text().strip(), "--format", "json", "--salt", "the plan and the run", folder / "mail.eml"]
    with Outside(t.folder(f"outside-{world}"), world) as o:
        resolver = int(o.names.resolver.split("@")[1])
        plan = t.mekiki("inspect", "--visit", "--plan", *o.arguments, *common)
        with capture.Capture() as c:
            done = t.mekiki("inspect", "--visit", *o.arguments, *common)
        requests = o.requests
        ports = {resolver: "dns", o.plain: "http", o.tls: "tls"} | {w.port: "whois" for w in o.whois.values()}
        servers = {w.port: name for name, w in o.whois.items()}
    c.read()
    report, planned = done.report, plan.report
    questions = {a["question"]: a for a in report["answers"]}

    strange = [ends[:2] for ends in [*c.datagrams, *c.flows] if not {ends[0], ends[1]} & set(ports)] + c.odd
    t.check(f"world {world}: no packet goes to or comes from anybody else", c.packets and not strange, strange[:20])
    t.equal(f"world {world}: each packet of the DNS belongs to a recorded question", dns_questions(c, resolver) - set(questions), set())
    hellos = [capture.server_name(data) for (_, to), data in c.flows.items() if ports.get(to) == "tls" and data]
    lines = {f"whois {servers[to]} {data.decode().removesuffix(chr(13) + chr(10))}" for (_, to), data in c.flows.items() if ports.get(to) == "whois" and data}
    t.equal(f"world {world}: each query of WHOIS is a recorded one, and the other way round", lines, {q for q in questions if q.startswith("whois ")})

    over = {q: urllib.parse.urlsplit(q.split()[-1]) for q in questions if q.startswith(("http ", "rdap "))}
    over |= {q: urllib.parse.urlsplit(f"https://crt.sh/?q={q.split()[-1]}&output=json") for q in questions if q.startswith("list crt.sh ")}
    hosts = {q.split()[1].rsplit(":", 1)[0] for q in questions if q.startswith("tls ")}
    named = hosts | {url.hostname for url in over.values() if url.scheme == "https"}
    t.equal(f"world {world}: each handshake is with the host of a recorded question", set(hellos) - named, set())
    t.check(f"world {world}: no more handshakes than questions", len(hellos) <= len(hosts) + len([1 for url in over.values() if url.scheme == "https"]), hellos)
    asked = sorted(f"{r[0]}://{r[1]}{r[3]}" for r in requests)
    t.equal(f"world {world}: each request over HTTP is a recorded one, once", asked, sorted(url.geturl() for url in over.values()))

    known = {q["question"] for q in planned["questions"] if q["would_be"] == "asked"}
    reached = {rule["purpose"] for rule in planned["may_follow"]}
    t.check(f"world {world}: what the plan says is what is asked", {q for q in known if not q.startswith(AT_HOME)} <= set(questions), sorted(known - set(questions)))
    for question, answer in questions.items():
        follows = [p for p in answer["purposes"] if FOLLOWS.get(p, set()) & reached]
        t.check(f"world {world}: {question}: in the plan, or it follows by a rule of it", question in known or follows or question.startswith(AT_HOME), answer["purposes"])


# --- marked recipients

def alphabet(number):
    """A mark like no other, in letters that survive every coding."""
    letters, text = "bcdfghjkmnpqrstvwxz", ""
    number = number * 7919 + 104729
    for _ in range(6):
        text, number = text + letters[number % len(letters)], number // len(letters) + 31 * len(text)
    return f"zq{text}vw"


def percent(text):
    return "".join(f"%{b:02x}" for b in text.encode())


def forms(mark, address):
    """All in which the mark could be found in bytes; for each of the three places where base64 can begin."""
    found = set()
    for text in (mark, address):
        found |= {text.lower(), text.encode().hex(), percent(text), percent(text).replace("%", "%25")}
        for shift in range(3):
            whole = base64.b64encode(b"\0" * shift + text.encode()).decode().rstrip("=")
            whole = whole[[0, 2, 3][shift]:len(whole) - 2]  # the ends hang on what stands beside
            found |= {whole, whole.replace("+", "-").replace("/", "_")}
    return found


def carries(data, needles):
    """Which of them stands in the data? Names and hexadecimal in any case; base64 as it is, or in a name, which has none."""
    text, lower = data.decode("latin-1"), data.decode("latin-1").lower()
    return [n for n in needles if n in text or n.lower() in lower]


def marked_mail(n):
    mark = alphabet(n)
    address = f"{mark}@victim.example.jp"
    b64, hexed = base64.b64encode(address.encode()).decode(), address.encode().hex()
    url64 = base64.urlsafe_b64encode(address.encode()).decode().rstrip("=")
    scheme = "https" if n % 4 == 0 else "http"
    host = f"w{n}.site.example"
    places = [f"{host}/p?u={address}", f"{host}/p?u={percent(address)}", f"{host}/{b64}", f"{host}/x/{url64}/", f"{host}/?t={hexed}",
              f"{host}/?t={hexed.upper()}&n={n}", f"{host}/#{address}", f"{mark}.{host}/", f"{mark.encode().hex()}.{host}/a", f"{host}/u/{mark}/i.png",
              f"{host}/?r={urllib.parse.quote(urllib.parse.quote(address, safe=''), safe='')}", f"{host}/?id={base64.b64encode(mark.encode()).decode()}",
              f"{mark}@{host}/", f"{host}/?u=bounce%2B{mark}%3Dvictim.example.jp", f"{host}/{mark.upper()}?x={mark[::1]}"]
    chosen = [places[(n + i) % len(places)] for i in range(3)]
    links = "".join(f'<p><a href="{scheme}://{place}">here</a></p>' for place in chosen)
    mail = f"""Return-Path: <bounce+{mark}=victim.example.jp@mailer.example>
Received: from {mark}.helo.example (h.example [198.51.100.7])
\tby mx.victim.example.jp (Postfix) with ESMTP id 1A2B3C{n}
\tfor <{address}>; Tue, 7 Mar 2023 10:00:02 +0900 (JST)
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={mark}.signer.example; s={mark.encode().hex()}; i={mark}@{mark}.signer.example;
\th=from:to:subject; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA
Date: Tue, 07 Mar 2023 10:00:00 +0900
From: Someone <{mark}.from@sender.example>
Reply-To: {mark}@reply.example
To: {address}
Subject: Your parcel {n}
Message-ID: <{n}.{mark}@{mark.encode().hex()}.mid.example>
List-Unsubscribe: <{scheme}://{host}/unsubscribe?u={address}>, <mailto:leave+{mark}@list.example>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
Disposition-Notification-To: {mark}@receipt.example
MIME-Version: 1.0
Content-Type: text/html; charset="utf-8"

<html><body>{links}<img src="{scheme}://{host}/open/{hexed}.gif"><p><a href="{scheme}://{host}/confirm?m={address}">unsubscribe</a></p></body></html>
"""
    return mark, address, mail.encode()


class Site:
    """A server of HTTP, over TLS where it has a leaf; keeps all that it is told."""

    def __init__(self, leaf=None):
        self.told = []
        self.context = None
        if leaf:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(leaf.chain, leaf.key)
        self.peer = whois_server.Peer(None)
        self.peer._serve = self._serve
        self.port = self.peer.port

    def _serve(self, connection, _):
        try:
            connection.settimeout(20)
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            data = b""
            while b"\r\n\r\n" not in data:
                more = connection.recv(65536)
                if not more:
                    break
                data += more
            self.told.append(data)
            body = b"<html><title>Parcel</title><form method=post action=/go><input type=password name=p></form></html>"
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        except OSError:
            pass
        finally:
            connection.close()

    def __enter__(self):
        self.peer.__enter__()
        return self

    def __exit__(self, *_):
        self.peer.__exit__()


def tempting(query):
    """Whatever leads somewhere; SPF whose terms would carry the mailbox."""
    if query.type == dns_server.TYPES["A"]:
        return query.answer(records=[query.record(socket.inet_aton("192.0.2.80"))])
    if query.type == dns_server.TYPES["TXT"] and not query.name.startswith("_"):
        return query.answer(records=[query.record(dns_server.text(b"v=spf1 exists:%{l}._l.%{d} exists:%{s}._s.%{d} include:%{l1r+}.i.%{d} a:%{l}.%{d} -all"))])
    return query.answer(rcode=3 if query.name.startswith("_") else 0)


def marked(t):
    mails, needles = [], {}
    folder = t.folder("marked")
    for n in range(MAILS):
        mark, address, mail = marked_mail(n)
        path = folder / f"{n:03}.eml"
        path.write_bytes(mail)
        mails.append(path)
        needles |= dict.fromkeys(forms(mark, address), mark)
    t.equal("marks: each is its own", len(set(needles.values())), MAILS)
    leaf = authority.Authority(t.folder("authority")).issue(["*.site.example"])
    with dns_server.Scripted(tempting) as names, Site() as plain, Site(leaf) as tls:
        path = t.file("connect-map", whois_server.connect_map({("192.0.2.80", 80): plain.port, ("192.0.2.80", 443): tls.port}).encode())
        with capture.Capture() as c:
            done = t.mekiki("inspect", "--visit", "--resolver", names.resolver, "--connect-map", path, "--format", "json", "--timeout", "120", *mails, timeout=500)
        seen = [q.name for q in names.seen]
    c.read()
    t.equal("marks: all mails are examined", len(done.reports), MAILS)
    visits = plain.told + tls.told
    t.check("marks: sites were visited at all, with and without TLS", len(plain.told) > MAILS / 4 and len(tls.told) > MAILS / 20, (len(plain.told), len(tls.told)))
    t.check("marks: the DNS was asked at all", len(seen) > MAILS, len(seen))
    found = [(carries(data, needles), data[:300]) for data in [*visits, *(data for *_, data in c.datagrams), *c.flows.values(), *(s.encode() for s in seen)]]
    t.equal("marks: no packet holds a recipient's mark in any form", [f for f in found if f[0]], [])
    # ... and it would have been found.
    t.check("marks: what is sought is found where it is", carries(b"GET /x?u=" + percent(alphabet(3)).encode(), needles) and
            carries(b"\x10" + alphabet(5).encode().upper() + b"\x04site", needles) and carries(base64.b64encode(b"ab" + alphabet(7).encode() + b"@v"), needles))
    t.check("marks: nothing that ends a subscription or confirms one was touched", not [v for v in visits if b"unsubscribe" in v or b"confirm" in v], visits[:3])


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    inside(sys.argv[1], pathlib.Path(sys.argv[2]))
