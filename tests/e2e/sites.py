"""Sites behind links, visited on loopback: what ties two of them to each other.

nginx shows its certificates; names, addresses and ports are those of fetch.World.
"""

import web_server
from dns_server import free_port
from fetch import World
from web_server import Authority, Nginx, page

WAITS = True
LONG = 10
MAIL = """Return-Path: <news@sender.example>
Received: from mail.sender.example (mail.sender.example [192.0.2.250])
\tby mx.example.jp (Postfix) with ESMTPS id 4F1A2B3C4D
\tfor <r@example.jp>; Mon,  5 Jan 2026 10:00:00 +0900 (JST)
From: "A club" <news@sender.example>
To: r@example.jp
Subject: January
Date: Mon, 05 Jan 2026 09:59:30 +0900
Message-ID: <20260105005930.1@sender.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

See %s
"""


def run(t):
    if not web_server.have_openssl() or not web_server.have_nginx():
        t.skip("sites", "openssl or nginx is not installed")
        return
    authority = Authority(t.folder("authority"))
    same_certificate(t, authority)
    led(t, authority)


def visit(t, world, authority, *urls):
    options = world.options()
    done = t.inspect("--visit", "--lang", "en", "--clock", "2026-01-05T02:00:00Z", "--resolver", options["resolver"], "--connect-map", options["map"],
                     "--trust-store", authority.file, t.file("mail.eml", (MAIL % " and ".join(urls)).encode()))
    t.equal(f"{urls}: status", (done.status, done.errors), (0, ""))
    return done.report


def findings(report, name):
    return [f for f in report["findings"] if f["id"] == name]


def tls_server(name, port, pem):
    return (f"server {{ listen 127.0.0.1:{port} ssl; server_name {name}; ssl_certificate {pem}; ssl_certificate_key {pem};"
            f" location / {{ return 200 '<title>{name}</title><p>Welcome to what {name} has to show to its visitors.</p>'; }} }}\n")


def same_certificate(t, authority):
    """One certificate for two domains, two of one minute, and two that have nothing to do with each other."""
    names = ["www.one.example", "www.two.example"]
    both = authority.issue(*names)
    minute = [authority.issue(n, dates=(f"202601050100{s}Z", "20260405010000Z")) for n, s in zip(names, ("05", "41"))]
    apart = [authority.issue(n, dates=(d, "20260405010000Z")) for n, d in zip(names, ("20260105010005Z", "20251203082211Z"))]
    for label, files, words in (("one certificate", [both, both], "names both domains"), ("of one minute", minute, "within one minute"), ("apart", apart, None)):
        ports = [free_port(), free_port()]
        servers = "".join(tls_server(*row) for row in zip(names, ports, files))
        with World(t) as world, Nginx(t.folder("nginx"), servers) as nginx:
            for name, port in zip(names, ports):
                nginx.wait(port)
                world.add(name, port, 443)
            report = visit(t, world, authority, *(f"https://{n}/" for n in names))
        t.equal(f"{label}: both were seen", [v["state"] for v in report["visits"]], ["live", "live"])
        found = findings(report, "infra.same-certificate")
        if words is None:
            t.equal(f"{label}: nothing ties them", [found, findings(report, "tls.siblings")], [[], []])
            continue
        t.equal(f"{label}: a tie", [{f["values"]["one"], f["values"]["other"]} for f in found], [{"one.example", "two.example"}])
        t.check(f"{label}: and which", found and words in found[0]["detail"], found)
        t.equal(f"{label}: the names on a certificate", len(findings(report, "tls.siblings")), 2 if files[0] == files[1] else 0)


def led(t, authority):
    """What only a visit shows is surveyed like what stands in the mail: each question names its parent answer, and there is an end."""
    with World(t) as world:
        for i in range(9):
            world.peer(f"www.step{i}.test", page(b"", b"Location: http://www.step%d.test/next\r\n" % (i + 1), b"302 Found"))
        world.peer("www.step9.test", page(b"<title>The end</title><p>Here ends the way that began in the mail.</p>"))
        report = visit(t, world, authority, "http://www.step0.test/")
        asked = {(q.type, q.name) for q in world.dns.seen}
    hosts = {h["name"]: h for d in report["domains"] for h in d["hosts"]}
    steps = [hosts[f"www.step{i}.test"] for i in range(10) if f"www.step{i}.test" in hosts]
    t.equal("led on: up to six hosts are surveyed", [h["roles"] for h in steps], [["link"]] + [["led-to"]] * 6)
    answers = {a["n"]: a["question"] for a in report["answers"]}
    t.equal("led on: each names the answer that led there", [answers.get(h["led_by"]) for h in steps],
            [None, "http GET http://www.step0.test/"] + [f"http GET http://www.step{i}.test/next" for i in range(1, 6)])
    t.check("led on: their domains are asked for all", {(n, "step6.test") for n in (2, 6, 15, 16, 257)} <= asked, sorted(asked))
    t.check("led on: what is beyond is not", not {n for n in asked if n[1] == "step7.test"}, sorted(asked))
    t.check("led on: and that is told", "limit.survey" in {f["id"] for f in report["findings"]}, [f["id"] for f in report["findings"]])
    with World(t) as world:
        world.peer("www.alone.test", page(b"<title>Alone</title><p>Here is the page, and it leads nobody on.</p>"))
        report = visit(t, world, authority, "http://www.alone.test/")
    t.check("led nowhere: nobody is asked more", not [h for d in report["domains"] for h in d["hosts"] if h["led_by"]] and "limit.survey" not in {f["id"] for f in report["findings"]})
