"""Lists with a key, asked for real: Safe Browsing over HTTPS, and a list whose names hold the key; servers on loopback.

What leaves is the least that is needed, the key goes to its list alone, and an answer is kept as long as it says.
"""

import base64
import hashlib
import json
import subprocess
import time
import urllib.parse

import web_server
from fetch import World
from web_server import Authority, context, read_head

WAITS = True
LONG = 10
KEY = "k3y-of-ours"
GOOGLE = "safebrowsing.googleapis.com"
PAGE = "https://login.bait.example/a/b?c=d"
# What Safe Browsing looks up of it, by its own documentation.
EXPRESSIONS = ["login.bait.example/a/b?c=d", "login.bait.example/a/b", "login.bait.example/", "login.bait.example/a/",
               "bait.example/a/b?c=d", "bait.example/a/b", "bait.example/", "bait.example/a/"]


def run(t):
    if not web_server.have_openssl():
        t.skip("lists with a key", "openssl is not installed")
        return
    authority = Authority(t.folder("authority"))
    listed(t, authority)
    kept(t, authority)
    keyed(t)
    posted(t, authority)
    logs(t, authority)


def sha256(text):
    return hashlib.sha256(text.encode()).digest()


class Google:
    """hashes:search of version 5; answers in JSON, or in protocol buffers."""

    def __init__(self, bad, duration="300s", buffers=False, status=b"200 OK"):
        self.bad, self.duration, self.buffers, self.status = bad, duration, buffers, status
        self.asked = []

    def __call__(self, stream):
        line = read_head(stream).split(b"\r\n")[0].decode()
        method, target, _ = line.split()
        self.asked.append((method, target))
        prefixes = [base64.urlsafe_b64decode(p + "==") for p in urllib.parse.parse_qs(urllib.parse.urlsplit(target).query).get("hashPrefixes", [])]
        hashes = [h for h in self.bad if h[:4] in prefixes]
        body = self._buffers(hashes) if self.buffers else self._json(hashes)
        stream.sendall(b"HTTP/1.1 " + self.status + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    def _json(self, hashes):
        found = [{"fullHash": base64.b64encode(h).decode(), "fullHashDetails": [{"threatType": "SOCIAL_ENGINEERING"}]} for h in hashes]
        return json.dumps({"fullHashes": found, "cacheDuration": self.duration}).encode()

    def _buffers(self, hashes):
        def field(n, data):
            return bytes([n << 3 | 2, len(data)]) + data
        found = b"".join(field(1, field(1, h) + field(2, b"\x08\x02")) for h in hashes)
        return found + field(2, b"\x08" + bytes([int(self.duration.rstrip("s"))]))


def settings(t, profile, keys):
    home = t.folder("home")
    (home / "mekiki").mkdir()
    (home / "mekiki/mekiki.conf").write_text("".join(f"list-key = {name} {key}\n" for name, key in keys.items()))
    return ["--profile", t.file("site.conf", f"list = {profile}\n".encode())], {"XDG_CONFIG_HOME": str(home)}


def options_of(world, authority):
    options = world.options()
    return ["--resolver", options["resolver"], "--connect-map", options["map"], "--trust-store", authority.file]


def states(report):
    """{list: state} of the page's row."""
    return {e["list"]: e["state"] for e in report["reputation"] if e["kind"] == "url"}


def listed(t, authority):
    right = context(authority.issue(GOOGLE))
    profile, env = settings(t, "safebrowsing", {"safebrowsing": KEY})
    other = Google([sha256("login.bait.example/a/b")[:4] + b"\0" * 28])  # the same prefix, another page
    for label, google, tls, want in [
        ("listed", Google([sha256("bait.example/")]), right, "listed"),
        ("listed, in protocol buffers", Google([sha256("bait.example/")], "120s", True), right, "listed"),
        ("nothing", Google([]), right, "not-listed"),
        ("another page with the same prefix", other, right, "not-listed"),
        ("an error of the service", Google([], status=b"403 Forbidden"), right, "error"),
        ("another's certificate", Google([sha256("bait.example/")]), context(authority.issue("other.example")), "no-answer"),
    ]:
        with World(t) as world:
            world.peer(GOOGLE, google, tls)
            done = t.mekiki("lookup", "--lookup", "--format", "json", *options_of(world, authority), *profile, PAGE, env=env)
        t.equal(f"Safe Browsing, {label}", (done.status, states(done.report)), (0, {"safebrowsing": want}))
        t.equal(f"Safe Browsing, {label}: the finding", "rep.gsb-listed" in {f["id"] for f in done.report["findings"]}, want == "listed")
        t.check(f"Safe Browsing, {label}: the key stands in no report", KEY not in done.text, done.text[:500])
        if want == "no-answer":
            t.equal("the key is not shown to who is not proven to be the list", google.asked, [])
            continue
        [(method, target)] = google.asked
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(target).query)
        t.equal(f"Safe Browsing, {label}: what leaves is the key and prefixes of four bytes",
                (method, urllib.parse.urlsplit(target).path, query["key"], sorted(base64.urlsafe_b64decode(p + "==") for p in query["hashPrefixes"]), set(query)),
                ("GET", "/v5/hashes:search", [KEY], sorted(sha256(e)[:4] for e in EXPRESSIONS), {"key", "hashPrefixes"}))


def kept(t, authority):
    """An answer is kept as long as it says, and no longer: the same page again after a moment."""
    profile, env = settings(t, "safebrowsing", {"safebrowsing": KEY})
    certificate = context(authority.issue(GOOGLE))
    for duration, times in (("1s", 2), ("600s", 1)):
        google = Google([], duration)
        with World(t) as world:
            world.peer(GOOGLE, google, certificate)
            command = [t.command, "lookup", "--lookup", "--format", "json", *map(str, options_of(world, authority)), *map(str, profile), "-"]
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", **env})
            reports = []
            for wait in (2.5, 0):
                process.stdin.write(PAGE.encode() + b"\n")
                process.stdin.flush()
                reports.append(json.loads(process.stdout.readline()))
                time.sleep(wait)
            process.stdin.close()
            process.wait(60)
            process.stdout.close()
        t.equal(f"kept for {duration}: asked so often", len(google.asked), times)
        t.equal(f"kept for {duration}: both have their answer", [states(r) for r in reports], [{"safebrowsing": "not-listed"}] * 2)


def keyed(t):
    """The key is part of the names that are asked of the resolver, and of nothing that is shown."""
    profile, env = settings(t, "zen.dq.spamhaus.net, dbl.dq.spamhaus.net", {"zen.dq.spamhaus.net": "aaa111", "dbl.dq.spamhaus.net": "bbb222"})
    with World(t) as world:
        world.addresses["host.bait.example"] = "198.51.100.9"
        world.addresses["9.100.51.198.aaa111.zen.dq.spamhaus.net"] = "127.0.0.2"
        world.addresses["bait.example.bbb222.dbl.dq.spamhaus.net"] = "127.0.1.4"
        options = world.options()
        done = t.mekiki("lookup", "--lookup", "--format", "json", "--resolver", options["resolver"], "--connect-map", options["map"], *profile, "host.bait.example", env=env)
        asked = {q.name for q in world.dns.seen}
    found = {(e["list"], e["subject"]): e["state"] for e in done.report["reputation"]}
    t.equal("keyed lists: the address", found.get(("zen.dq.spamhaus.net", "198.51.100.9")), "listed")
    t.equal("keyed lists: the domain", found.get(("dbl.dq.spamhaus.net", "bait.example")), "listed")
    t.check("keyed lists: their keys stand in no report", "aaa111" not in done.text and "bbb222" not in done.text, done.text[:500])
    crossed = [n for n in asked if ("aaa111" in n and not n.endswith("zen.dq.spamhaus.net")) or ("bbb222" in n and not n.endswith("dbl.dq.spamhaus.net"))]
    t.equal("keyed lists: each key goes to its list alone", crossed, [])
    t.check("keyed lists: both were asked", any("aaa111" in n for n in asked) and any("bbb222" in n for n in asked), asked)
    with World(t) as world:
        options = world.options()
        done = t.mekiki("lookup", "--lookup", "--format", "json", "--resolver", options["resolver"], "--connect-map", options["map"], *profile, "198.51.100.9")
    t.equal("without a key: not asked", {e["state"] for e in done.report["reputation"]}, {"not-asked"})


# --- URLhaus: by POST, the key in a field of the head

ABUSE = "urlhaus-api.abuse.ch"
DOWNLOAD = {"query_status": "ok", "url_status": "online", "threat": "malware_download", "date_added": "2026-01-02 03:04:05 UTC", "tags": None}
HOST = {"query_status": "ok", "firstseen": "2026-01-02 03:04:05 UTC", "url_count": "12", "urls": []}
UNKNOWN = {"query_status": "no_results"}


class Abuse:
    """/v1/url/ and /v1/host/; takes what it is told apart by itself."""

    def __init__(self, url, host, status=b"200 OK"):
        self.answers, self.status = {"/v1/url/": url, "/v1/host/": host}, status
        self.asked = []

    def __call__(self, stream):
        data = read_head(stream)
        head, _, body = data.partition(b"\r\n\r\n")
        fields = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head.decode().split("\r\n")[1:])}
        while len(body) < int(fields.get("content-length", 0)):
            body += stream.recv(65536)
        method, path, _ = head.decode().split("\r\n")[0].split()
        self.asked.append((method, path, fields.get("auth-key"), fields.get("content-type"), urllib.parse.parse_qs(body.decode())))
        answer = self.answers[path]
        answer = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        stream.sendall(b"HTTP/1.1 " + self.status + b"\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(answer) + answer)


def posted(t, authority):
    right = context(authority.issue(ABUSE))
    profile, env = settings(t, "urlhaus-api", {"urlhaus-api": KEY})
    page = "https://login.bait.example/a/b"
    for label, abuse, tls, want in [
        ("listed", Abuse(DOWNLOAD, HOST), right, {"url": "listed", "domain": "listed"}),
        ("nothing", Abuse(UNKNOWN, UNKNOWN), right, {"url": "not-listed", "domain": "not-listed"}),
        ("the key is not taken", Abuse({"error": "Unauthorized"}, {"error": "Unauthorized"}, b"401 Unauthorized"), right, {"url": "error", "domain": "error"}),
        ("nonsense was asked", Abuse({"query_status": "invalid_url"}, UNKNOWN), right, {"url": "error", "domain": "not-listed"}),
        ("asked too often", Abuse(UNKNOWN, UNKNOWN, b"429 Too Many Requests"), right, {"url": "error", "domain": "error"}),
        ("a page of words", Abuse(b"<html>maintenance", b""), right, {"url": "no-answer", "domain": "no-answer"}),
        ("another's certificate", Abuse(DOWNLOAD, HOST), context(authority.issue("other.example")), {"url": "no-answer", "domain": "no-answer"}),
    ]:
        case = t.folder("abuse") / "abuse.case"
        with World(t) as world:
            world.peer(ABUSE, abuse, tls)
            done = t.mekiki("lookup", "--lookup", "--format", "json", "--case", case, *options_of(world, authority), *profile, page, env=env)
        kinds = {e["kind"]: e["state"] for e in done.report["reputation"]}
        t.equal(f"URLhaus, {label}", (done.status, kinds), (0, want))
        found = {f["values"]["subject"]: f["severity"] for f in done.report["findings"] if f["id"] == "rep.listed"}
        t.equal(f"URLhaus, {label}: the findings", found, {page: "adverse", "bait.example": "note"} if label == "listed" else {})
        t.check(f"URLhaus, {label}: the key stands in no report and in no case", KEY not in done.text and KEY.encode() not in case.read_bytes(), done.text[:500])
        again = t.mekiki("replay", "--format", "json", case)
        t.check(f"URLhaus, {label}: replay gives the same bytes", again.out == done.out, again.errors)
        if label == "another's certificate":
            t.equal("URLhaus: the key is not shown to who is not proven to be the list", abuse.asked, [])
            continue
        t.equal(f"URLhaus, {label}: what it was told", sorted(abuse.asked), [
            ("POST", "/v1/host/", KEY, "application/x-www-form-urlencoded", {"host": ["bait.example"]}),
            ("POST", "/v1/url/", KEY, "application/x-www-form-urlencoded", {"url": [page]})])
    letter = t.file("letter.eml", b"From: a@sender.example\nTo: joe@mine.example\nSubject: s\n\nhttps://w.bait.example/t/8837465523?k=a9b8c7d6e5f4a3b2 and https://w.bait.example/?u=joe@mine.example\n")
    abuse = Abuse(UNKNOWN, UNKNOWN)
    with World(t) as world:
        world.peer(ABUSE, abuse, right)
        report = t.inspect("--lookup", *options_of(world, authority), *profile, letter, env=env).report
    t.equal("URLhaus: links with a value for one recipient are kept from it", {e["state"] for e in report["reputation"] if e["kind"] == "url"}, {"not-asked"})
    t.equal("URLhaus: it learns of domains alone", {path for _, path, *_ in abuse.asked}, {"/v1/host/"})
    report = t.mekiki("lookup", "--lookup", "--format", "json", "--answers", t.file("none.json", b'{"answers":[]}'), *profile, page).report
    t.check("URLhaus, without an answer on record: not asked", {e["state"] for e in report["reputation"]} == {"not-asked"}, report["reputation"])


# --- crt.sh: which certificates were ever issued

LOGS = "crt.sh"


def entry(serial, first, last, *names):
    return {"issuer_ca_id": 7, "issuer_name": "C=US, O=Let's Encrypt, CN=R11", "common_name": names[0], "name_value": "\n".join(names), "id": 1,
            "entry_timestamp": None, "not_before": first, "not_after": last, "serial_number": serial, "result_count": 2}


def logs(t, authority):
    right = context(authority.issue(LOGS))
    profile, _ = settings(t, LOGS, {})
    two = [entry("0b", "2025-11-01T00:00:00", "2026-01-30T00:00:00", "bait.example", "www.bait.example")] * 2 + [entry("0a", "2023-01-01T09:10:16", "2023-04-01T09:10:15", "bait.example", "kin.example")]
    good = web_server.page(json.dumps(two).encode(), b"Content-Type: application/json\r\n")
    endless = json.dumps([entry(f"{i:x}", "2025-11-01T00:00:00", "2026-01-30T00:00:00", f"n{i}.bait.example") for i in range(9000)]).encode()
    found = ("found", 2, False, "2023-01-01T09:10:16Z", ["bait.example", "www.bait.example", "kin.example"])
    for label, handler, tls, want in [
        ("two certificates", good, right, found),
        ("none", web_server.page(b"[]"), right, ("none", 0, False, None, [])),
        ("busy", web_server.page(b"<html>busy", status=b"502 Bad Gateway"), right, ("no-answer", 0, False, None, [])),
        ("a page of words", web_server.page(b"<html>hello"), right, ("no-answer", 0, False, None, [])),
        ("asked too often", web_server.page(b"", status=b"429 Too Many Requests"), right, ("no-answer", 0, False, None, [])),
        ("closes at once", web_server.reset, right, ("no-answer", 0, False, None, [])),
        ("another's certificate", good, context(authority.issue("other.example")), ("no-answer", 0, False, None, [])),
        ("broken off", web_server.page(json.dumps(two).encode()[:-150]), right, ("found", 1, True, "2025-11-01T00:00:00Z", ["bait.example", "www.bait.example"])),
        ("without an end", web_server.page(endless), right, None),
    ]:
        told = []

        def note(stream, handler=handler, told=told):
            peeked = stream.recv(1 << 16)
            told.append(peeked)
            handler(Again(stream, peeked))
        case = t.folder("logs") / "logs.case"
        with World(t) as world:
            world.peer(LOGS, note, tls)
            done = t.mekiki("lookup", "--lookup", "--format", "json", "--case", case, *options_of(world, authority), *profile, "www.bait.example")
        [past] = [d["certificates"] for d in done.report["domains"] if d["name"] == "bait.example"]
        got = (past["status"], past["count"], past["cut"], past["first"], past["names"])
        if want is None:
            t.check(f"crt.sh, {label}: what came is read, and told to be cut", past["status"] in ("found", "no-answer") and (past["status"] != "found" or past["cut"] and past["names_cut"]), past)
        else:
            t.equal(f"crt.sh, {label}", got, want)
        text = t.mekiki("replay", "--lang", "en", case).text
        t.check(f"crt.sh, {label}: it stands on the page", "certificates" in text, text[-1500:])
        again = t.mekiki("replay", "--format", "json", case)
        t.check(f"crt.sh, {label}: replay gives the same bytes", again.out == done.out, again.errors)
        if any(told):
            t.equal(f"crt.sh, {label}: what it was asked", {x.split(b" HTTP")[0] for x in told}, {b"GET /?q=bait.example&output=json"})
    planned = t.mekiki("lookup", "--plan", "--format", "json", *profile, "www.bait.example").report
    t.equal("crt.sh: the question stands in the plan", [q["purposes"] for q in planned["questions"] if q["question"] == "list crt.sh bait.example"], [["past"]])
    planned = t.mekiki("lookup", "--plan", "--format", "json", "www.bait.example").report
    t.check("crt.sh: without the profile nobody asks", not [q for q in planned["questions"] if "crt.sh" in q["question"]], planned["questions"])
    profile, _ = settings(t, "safebrowsing", {})
    planned = t.mekiki("lookup", "--plan", "--format", "json", *profile, PAGE).report
    t.equal("Safe Browsing: the question stands in the plan", len([q for q in planned["questions"] if q["question"].startswith("list safebrowsing ")]), 1)


class Again:
    """A stream whose first bytes were read already."""

    def __init__(self, stream, first):
        self.stream, self.first = stream, first

    def recv(self, n):
        first, self.first = self.first, b""
        return first or self.stream.recv(n)

    def __getattr__(self, name):
        return getattr(self.stream, name)
