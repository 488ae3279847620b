"""--visit=browser: a real Chromium under bubblewrap, pages of servers on loopback, what it may not do."""

import json
import os
import pathlib
import shutil
import struct
import time
import zlib

import outside
from dns_server import Scripted
from harness import WORLDS, ids
from outside import Outside
from web_server import Peer, read_head
from whois_server import connect_map

WAITS = True  # until a page is quiet, or its time is over
LONG = 80

PLACE = "198.51.100.7"
CHROMIUM = "/usr/lib/chromium/chromium"

# What stands at each path; a list is a field or two and a body.
PAGES = {
    "/start": '<title>wait</title><p>One moment<script>setTimeout(function () { location = "/" + ["lo", "gin"].join("") }, 300)</script>',
    "/login": '<html lang="ja"><meta charset="utf-8"><title>会員ログイン</title><h1>会員ログイン</h1><div id="d"></div><img src="/i.png">'
              '<iframe src="/frame"></iframe><script>'
              'd.innerHTML = "<form action=/steal method=post><input name=id><input type=password name=pw></form>";'
              'fetch("/steal", {method: "POST", body: "x"}); navigator.sendBeacon("/beacon", "x");'
              'fetch("http://127.0.0.1/inside", {mode: "no-cors"}); fetch("http://169.254.169.254/latest/meta-data/", {mode: "no-cors"});'
              'new WebSocket("ws://site.example/socket"); window.open("/popup"); alert("hello"); document.cookie = "a=b"; fetch("/after");'
              'new Worker("/worker.js")</script>',
    "/frame": "<p>Card<form action=/steal method=post><input name=cardnumber placeholder='Card number'></form>",
    "/worker.js": 'fetch("/from-worker")',
    "/reload": "<p>again<script>location.reload()</script>",
    "/loop": "<p>loop<script>for (;;) ;</script>",
    "/alerts": "<p>alerts<script>for (;;) alert(1)</script>",
    "/meta": '<meta http-equiv="refresh" content="1;url=/quiet"><p>wait',
    "/quiet": "<p>Nothing here but words",
    "/post": "<p>post<form id=f action=/steal method=post><input name=a value=b></form><script>f.submit()</script>",
    "/download": '<p>load<script>location = "/file.exe"</script>',
    "/flood": '<p>flood<script>for (i = 0; i < 1000; i++) fetch("/n" + i)</script>',
}


class Site:
    """site.example on loopback: every name leads to one place, and each request is noted."""

    def __init__(self, t):
        self.t, self.seen = t, []
        self.names = Scripted(lambda q: q.answer(records=[q.record(bytes(map(int, PLACE.split("."))))] if q.type == 1 else []))
        self.web = Peer(self._serve)

    def __enter__(self):
        self.names.__enter__()
        self.web.__enter__()
        self.map = self.t.file("connect-map", connect_map({(PLACE, 80): self.web.port}).encode())
        return self

    def __exit__(self, *_):
        self.web.__exit__()
        self.names.__exit__()

    def _serve(self, stream):
        head = read_head(stream).decode("latin-1")
        if not head:
            return
        method, path = head.split()[:2]
        self.seen.append((method, path, "cookie:" in head.lower()))
        if path == "/file.exe":
            status, fields, body = "200 OK", "Content-Type: application/octet-stream\r\nContent-Disposition: attachment\r\n", b"MZ"
        elif path in PAGES:
            kind = "text/javascript" if path.endswith(".js") else "text/html"
            status, fields, body = "200 OK", f"Content-Type: {kind}\r\nSet-Cookie: seen=1\r\n", PAGES[path].encode()
        else:
            status, fields, body = "404 Not Found", "", b"no"
        stream.sendall(f"HTTP/1.1 {status}\r\n{fields}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)

    def browse(self, path, *more, **options):
        mail = self.t.file("mail.eml", f"From: x@sender.example\nTo: y@mine.example\nSubject: s\nContent-Type: text/html\n\n<a href='http://site.example{path}'>go</a>\n".encode())
        self.seen.clear()
        return self.t.inspect("--visit=browser", "--lang", "en", "--resolver", self.names.resolver, "--connect-map", self.map, *more, mail, **options)


def why_not():
    """Why there can be no browser here; None."""
    if not shutil.which("bwrap"):
        return "bubblewrap is not installed"
    if not os.access(CHROMIUM, os.X_OK):
        return "chromium is not installed"
    return None


def points(png):
    """How many different rows of points a PNG has, and its size."""
    width, height = struct.unpack(">2I", png[16:24])
    at, data = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        if kind == b"IDAT":
            data += png[at + 8:at + 8 + length]
        at += 12 + length
    data = zlib.decompress(data)
    stride = len(data) // height
    return (width, height), len({data[i * stride:(i + 1) * stride] for i in range(height)})


def run(t):
    without(t)
    reason = why_not()
    if reason:
        t.skip("a real browser", reason)
        return
    with Site(t) as site:
        done = site.browse("/quiet")
        [view] = done.report["browsed"]
        if view["status"] == "failed" and "does not start" in (view["reason"] or ""):
            t.skip("a real browser", view["reason"])
            return
        t.equal("a page of words: nothing more in the browser", [view["ended"], "web.browser-only" in ids(done.report)], ["quiet", False])
        login(t, site)
        thing(t, site)
        hostile(t, site)
    world(t)


def without(t):
    """A helper that is not there takes nothing from the rest of the visit."""
    house, build = t.folder("house"), pathlib.Path(t.command).parent
    for program in ("mekiki", "mekiki-analysis", "mekiki-outlook", "mekiki-case", "mekiki-lookup"):
        if not (build / program).exists():
            t.skip("without mekiki-browser", "an installed copy")
            return
        shutil.copy(build / program, house)
    for folder in ("data", "po"):
        os.symlink(build / folder, house / folder)
    command, t.command = t.command, str(house / "mekiki")
    try:
        with Site(t) as site:
            report = site.browse("/quiet").report
    finally:
        t.command = command
    t.equal("no browser: the visit goes on, and the reason is told", [report["visits"][0]["state"], report["browsed"][0]["status"]], ["live", "failed"])
    t.check("no browser: what is missing", "mekiki-browser" in report["browsed"][0]["reason"], report["browsed"][0])


def login(t, site):
    case = t.folder("case") / "login.case"
    done = site.browse("/start", "--case", case)
    report, seen = done.report, list(site.seen)
    [view] = report["browsed"]
    requests = {(r["method"], r["url"]): r for r in view["requests"]}
    t.equal("steps, and their causes", [(s["url"].rsplit("/", 1)[1], s["cause"], s["only_here"]) for s in view["steps"]],
            [("start", "start", False), ("login", "script", True)])
    t.equal("where it ended", [view["final"], view["title"], view["language"], view["ended"]], ["http://site.example/login", "会員ログイン", "ja", "quiet"])
    t.check("forms that a script wrote, and those of a frame", {"password"} <= set(view["asks_only_here"]), view["asks_only_here"])
    t.check("the finding", "web.browser-only" in ids(report), ids(report))
    t.equal("only GET arrived, and no cookie", [{m for m, _, _ in seen}, [s for s in seen if s[2]]], [{"GET"}, []])
    for method, path in (("POST", "/steal"), ("POST", "/beacon")):
        got = requests.get((method, "http://site.example" + path))
        t.check(f"{method} {path} was held back, and is told", got and [got["sent"], got["unsent"]] == [False, "method"], requests)
    got = requests.get(("GET", "ws://site.example/socket"))
    t.check("a WebSocket is not opened", got and [got["sent"], got["unsent"]] == [False, "socket"], requests)
    for url in ("http://127.0.0.1/inside", "http://169.254.169.254/latest/meta-data/"):
        got = requests.get(("GET", url))
        t.check(f"{url} is refused by the guard", got and got["status"] == "not-allowed" and not got["http"], got)
    t.check("a worker's requests go the same way", ("GET", "/from-worker", False) in seen, seen)
    t.check("the popup is noted and not fetched", [w["text"] for w in view["windows"]] == ["http://site.example/popup"] and
            not [s for s in seen if s[1] == "/popup"], [view["windows"], seen])
    t.equal("the dialog", [[d["kind"], d["text"]] for d in view["dialogs"]], [["alert", "hello"]])
    page = requests[("GET", "http://site.example/login")]
    t.equal("a request says what came, and whence", [page["http"], page["size"], page["address"]], [200, len(PAGES["/login"].encode()), f"{PLACE}:80"])
    t.equal("what was fetched without scripts is not fetched again", len([s for s in seen if s[1] == "/start"]), 1)

    again = t.mekiki("replay", "--format", "json", "--lang", "en", case, env={"PATH": "/nowhere"})
    t.check("replay gives the same bytes and starts nothing", again.out == done.out, again.errors + again.text[:300])
    listed = t.mekiki("extract", "--list", case).text
    t.check("the list names the picture", "screenshot" in listed and "image/png" in listed, listed)
    png = t.mekiki("extract", case, "screenshot")
    size, rows = points(png.out) if png.out.startswith(b"\x89PNG") else (None, 0)
    t.check("the picture is one, and not blank", size == (1280, 1024) and rows > 20, [png.errors, size, rows])
    t.equal("there is no second one", t.mekiki("extract", case, "screenshot2").status, 2)
    t.check("a part of the message comes out of the case too", b"site.example" in t.mekiki("extract", case, "0").out)
    text = t.mekiki("replay", "--lang", "en", case).text
    t.check("the text report", "In a browser" in text and "POST hxxp" in text, text[-3000:])


def thing(t, site):
    """A link that somebody named, in a browser: the same view, without a message."""
    case = t.folder("thing") / "t.case"
    site.seen.clear()
    done = t.mekiki("lookup", "--visit=browser", "--lang", "en", "--format", "json", "--resolver", site.names.resolver, "--connect-map", site.map, "--case", case,
                    "http://site.example/login")
    t.equal("a thing: status", (done.status, done.errors), (0, ""))
    [view] = done.report["browsed"]
    t.equal("a thing: what the browser saw", [view["final"], view["title"], "password" in view["asks_only_here"]], ["http://site.example/login", "会員ログイン", True])
    t.equal("a thing: only GET arrived", {m for m, _, _ in site.seen}, {"GET"})
    t.check("a thing: replay gives the same bytes", t.mekiki("replay", "--lang", "en", "--format", "json", case).out == done.out)
    t.check("a thing: its page has the browser's part", "In a browser" in t.mekiki("replay", "--lang", "en", case).text)
    t.check("a thing: its picture comes out of the case", t.mekiki("extract", case, "screenshot").out.startswith(b"\x89PNG"))


def hostile(t, site):
    """Each ends within its time, and says how; nothing but GET arrives."""
    for path, ended, final in (("/reload", "navigations", "/reload"), ("/loop", "time", "/loop"), ("/alerts", "dialogs", None), ("/meta", "quiet", "/quiet"),
                               ("/post", "quiet", "/post"), ("/download", "quiet", "/download"), ("/flood", None, "/flood")):
        began = time.monotonic()
        report = site.browse(path).report
        took = time.monotonic() - began
        [view] = report["browsed"]
        t.check(f"{path}: how it ended", view["ended"] == ended or not ended, view["ended"])
        t.check(f"{path}: within its time", took < 75, took)
        if final:
            t.check(f"{path}: where it stood", (view["final"] or "").endswith(final), view["final"])
        t.equal(f"{path}: only GET arrived", {m for m, _, _ in site.seen}, {"GET"})
        t.check(f"{path}: not too much", len(site.seen) <= 64, len(site.seen))
        if path == "/download":
            t.equal("the download is noted, and not made", len(view["downloads"]), 1)


def world(t):
    """World A's login page, in Japanese."""
    if outside.missing():
        t.skip("world A", outside.missing())
        return
    folder, case = WORLDS / "A", t.folder("world") / "a.case"
    with Outside(t.folder("outside"), "A") as there:
        done = t.inspect("--visit=browser", *there.arguments, "--profile", folder / "site.conf", "--lang", "ja",
                         "--clock", (folder / "clock").read_text().strip(), "--case", case, folder / "mail.eml")
        strangers = there.strangers()
    t.equal("world A: nobody was asked what he does not know", strangers, [])
    views = done.report["browsed"]
    t.check("world A: the page was shown", views and views[0]["picture"], json.dumps(views)[:600])
    png = t.mekiki("extract", case, "screenshot")
    size, rows = points(png.out) if png.out.startswith(b"\x89PNG") else (None, 0)
    t.check("world A: its picture is not blank", size == (1280, 1024) and rows > 20, [png.errors, size, rows])
    again = t.mekiki("replay", "--format", "json", "--lang", "ja", case)
    t.check("world A: replay gives the same bytes", again.out == done.out, again.errors)
