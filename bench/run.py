#!/usr/bin/env python3
"""Compare mekiki with its peers on the same mails, in one run, on one core.

usage: run.py [--rounds N] [--quick] [DIR]

CPU time is what counts: user and system time of all processes that work on the
mails. Figures are medians of the rounds. Peers: GMime parses and decodes the
same mails; gumbo reads their HTML parts (MB/s are those of the HTML then);
rspamd with everything switched off that asks the network, round about with ours;
SpamAssassin with local tests only, on a part of the mails because it is slow;
libopendkim and dkimpy verify signed mails made for the purpose; libspf2 and pyspf
evaluate SPF against a name server of our own on loopback. Many names looked up at once
are set against single ones.
Where network namespaces can be made, all of it runs in one without interfaces.
"""

import argparse
import base64
import http.client
import json
import os
import pathlib
import shutil
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import found  # noqa: E402
import letters  # noqa: E402
import maillog_bench  # noqa: E402
import names_bench  # noqa: E402
import signed_mails  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build-bench"
HERE = ROOT / "bench"
SLOW_SHARE = 60  # mails for SpamAssassin, and for us beside it
TICK = os.sysconf("SC_CLK_TCK")
INSIDE = "MEKIKI_BENCH_INSIDE"


def alone():
    """Start again in a network namespace that has nothing but loopback, if possible."""
    if os.environ.get(INSIDE) or not shutil.which("unshare"):
        return
    for wrap in (["unshare", "-n"], ["unshare", "-rn"]):
        if subprocess.run([*wrap, "true"], stderr=subprocess.DEVNULL).returncode == 0:
            os.environ[INSIDE] = "1"
            os.execvp(wrap[0], [*wrap, sys.executable, __file__, *sys.argv[1:]])


def raise_loopback():
    """`ip link set lo up`, without needing iproute2."""
    import fcntl
    import struct

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        request = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(s, 0x8913, request))[1]
        fcntl.ioctl(s, 0x8914, struct.pack("16sh14x", b"lo", flags | 1))


def build():
    """As packages have it; built again where something has changed."""
    if subprocess.run([str(ROOT / "script/release"), str(BUILD), "-Dbench=true"]).returncode:
        sys.exit(1)


def one_core(*command):
    return [*(["taskset", "-c", "0"] if shutil.which("taskset") else []), *map(str, command)]


# --- the mails -----------------------------------------------------------------

def find_mails(folder, scratch):
    if folder is None:
        folder = ROOT.parent / "shared/suites/phish-pot"
        if not folder.is_dir():
            folder = scratch / "mails"
            folder.mkdir()
            letters.write(folder)
    files = sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file() and p.name != "README.md")
    if not files:
        sys.exit(f"bench: no mails in {folder}")
    return folder, files


# --- those who are measured ------------------------------------------------------

class Figure:
    def __init__(self, name, mails, size, seconds, peak_kib):
        self.name, self.mails, self.size = name, mails, size
        self.seconds = statistics.median(seconds)
        self.spread = (max(seconds) - min(seconds)) / self.seconds if self.seconds else 0
        self.peak_kib = peak_kib

    @property
    def per_mail(self):
        return self.seconds / self.mails * 1e6

    def print(self):
        print(f"{self.name:<38} {self.mails:>6} {self.mails / self.seconds:>10,.0f} {self.size / self.seconds / 1e6:>9,.1f}"
              f" {self.per_mail:>12,.1f} {self.peak_kib / 1024:>9,.1f} {self.spread * 100:>7.0f} %", flush=True)


def program(name, files, *command):
    """A program of ours that prints a line of JSON a round; the first round warms up."""
    done = subprocess.run(one_core(*command), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or len(lines) < 2:
        print(f"{name}: did not run: {done.stderr.strip()[-300:]}")
        return None
    size = lines[0]["decoded"] if "html-bench" in str(command[0]) else sum(p.stat().st_size for p in files)
    return Figure(name, len(files), size, [l["seconds"] for l in lines[1:]], max(l["peak_kib"] for l in lines))


def run_mekiki(files, *options):
    """CPU seconds of all processes, peak memory of the largest, wall seconds."""
    started = time.monotonic()
    child = subprocess.Popen(one_core(BUILD / "mekiki", "inspect", "--format", "json", *options, *files),
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 2):
        sys.exit(f"bench: mekiki ended with {child.returncode}: {said.decode(errors='replace')[-300:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss, time.monotonic() - started


def figure_of(name, files, runs):
    size = sum(p.stat().st_size for p in files)
    return Figure(name, len(files), size, [r[0] for r in runs], max(r[1] for r in runs))


def mekiki(name, files, rounds, *options):
    run_mekiki(files, *options)
    return figure_of(name, files, [run_mekiki(files, *options) for _ in range(rounds)])


RSPAMD_OFF = """antivirus arc asn aws_s3 bayes_expiry clickhouse clustering dcc dkim dkim_signing dmarc dns_tool elastic
external_relay external_services fuzzy_check fuzzy_collect greylist history_redis hfilter ip_score known_senders maillist_redis
metadata_exporter metric_exporter mid mx_check neural openphish p0f phishing ratelimit rbl replies reputation rspamd_update spf
spamassassin spamtrap surbl url_redirector url_reputation""".split()


class Rspamd:
    """A private rspamd on loopback: one worker, nothing that asks the network."""

    def __init__(self, scratch):
        self.folder = scratch / "rspamd"
        local = self.folder / "local.d"
        local.mkdir(parents=True)
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        for module in RSPAMD_OFF:
            (local / f"{module}.conf").write_text("enabled = false;\n")
        (local / "options.inc").write_text('dns { nameserver = ["127.0.0.1:1"]; timeout = 0.1s; retransmits = 1; }\nmap_watch_interval = 3600s;\nmax_urls = 50000;\n')
        (local / "logging.inc").write_text(f'type = "file"; filename = "{self.folder}/log"; level = "error";\n')
        (local / "worker-normal.inc").write_text(f'bind_socket = "127.0.0.1:{self.port}"; count = 1; task_timeout = 60s;\n')
        for worker in ("controller", "proxy", "fuzzy"):
            (local / f"worker-{worker}.inc").write_text("enabled = false;\n")
        (local / "classifier-bayes.conf").write_text("enabled = false;\n")
        (local / "statistic.conf").write_text("")
        os.chmod(scratch, 0o755)
        for path in [self.folder, *self.folder.rglob("*")]:
            os.chmod(path, 0o777 if path.is_dir() else 0o644)
        command = [shutil.which("rspamd") or "/usr/bin/rspamd", "-f", "-i", "-c", "/etc/rspamd/rspamd.conf"]
        for key, value in {"LOCAL_CONFDIR": self.folder, "DBDIR": self.folder, "RUNDIR": self.folder, "LOGDIR": self.folder}.items():
            command += ["--var", f"{key}={value}"]
        self.process = subprocess.Popen(one_core(*command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def wait(self):
        for _ in range(600):  # loading takes a while on a busy machine
            if self.process.poll() is not None:
                return False
            try:
                self.ask(b"Subject: ready\r\n\r\nready\r\n")
                return True
            except OSError:
                time.sleep(0.2)
        return False

    def ask(self, mail):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("POST", "/checkv2", mail, {"Content-Type": "message/rfc822"})
        answer = connection.getresponse().read()
        connection.close()
        return json.loads(answer)

    def children(self):
        """Process ids and titles of its processes."""
        found = []
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[1]) == self.process.pid:
                title = (stat.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                found.append((int(stat.parent.name), title))
        return found

    def workers(self):
        """The process that reads mails; the one that compiles patterns does not count."""
        return [pid for pid, title in self.children() if "normal" in title]

    def cpu(self, pids=None):
        total = 0
        for pid in self.workers() if pids is None else pids:
            try:
                fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
                total += int(fields[11]) + int(fields[12])
            except OSError:
                pass
        return total / TICK

    def settle(self):
        """Wait until it has compiled its patterns and is idle."""
        quiet = 0
        for _ in range(120):
            before = self.cpu([pid for pid, _ in self.children()])
            time.sleep(1)
            quiet = quiet + 1 if self.cpu([pid for pid, _ in self.children()]) - before < 0.03 else 0
            if quiet == 4:
                return

    def peak(self):
        peak = 0
        for pid in self.workers():
            try:
                for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
                    if line.startswith("VmHWM:"):
                        peak = max(peak, int(line.split()[1]))
            except OSError:
                pass
        return peak

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def beside_rspamd(files, rounds, scratch):
    """(ours, rspamd's): a round of one, then a round of the other, so that whatever else the
    machine does falls on both."""
    ours, name, options = "mekiki: whole inspection, no media", "rspamd, network modules off", ("--no-media",)
    if not shutil.which("rspamd"):
        return mekiki(ours, files, rounds, *options), None
    server = Rspamd(scratch)
    try:
        if not server.wait():
            server.stop()
            print(f"{name}: did not start: {server.process.stdout.read().decode(errors='replace')[-500:]}")
            return mekiki(ours, files, rounds, *options), None
        server.settle()
        size, runs, seconds = sum(p.stat().st_size for p in files), [], []
        for _ in range(rounds + 1):
            runs.append(run_mekiki(files, *options))
            start = server.cpu()
            for path in files:  # read one by one: what we hold counts as our child's peak, too
                answer = server.ask(path.read_bytes())
                if "symbols" not in answer:
                    print(f"{name}: strange answer: {str(answer)[:200]}")
                    return figure_of(ours, files, runs), None
            seconds.append(server.cpu() - start)
        # The first rounds warmed up.
        return (figure_of(ours, files, runs[1:]),
                Figure(name, len(files), size, seconds[1:], server.peak()))
    finally:
        if server.process.poll() is None:
            server.stop()


# --- media ---------------------------------------------------------------------------

MEDIA_MAILS = 20  # mails with pictures, archives or documents


def measure_media(files):
    """What one picture, archive or document takes, beside the inspection of its mail."""
    done = subprocess.run([str(BUILD / "mekiki"), "inspect", "--format", "json", *map(str, files)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    items, chosen = 0, []
    for path, line in zip(files, done.stdout.splitlines()):
        asked = sum(a["question"].startswith("media ") for a in json.loads(line)["answers"])
        if asked and len(chosen) < MEDIA_MAILS:
            items += asked
            chosen.append(path)
    if not items:
        print("\nmedia: none in these mails")
        return
    spent = [statistics.median(run_mekiki(chosen, *options)[0] for _ in range(3)) for options in ((), ("--no-media",))]
    print(f"\nmedia: {(spent[0] - spent[1]) / items * 1e3:.0f} ms of the processor an item ({items} of {len(chosen)} mails)")


# --- shapes ------------------------------------------------------------------------

HEAD = b"From: a@sender.example\r\nTo: b@example.jp\r\nDate: Tue, 07 Mar 2023 10:00:00 +0900\r\nMessage-ID: <1@sender.example>\r\nMIME-Version: 1.0\r\n"


def filled(piece, size):
    return piece * (size // len(piece) + 1)


def shapes():
    """name -> function(size) -> mail: what costs a careless reader more than its bytes."""
    parts = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    mixed = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    return {
        "plain text": lambda n: HEAD + b"\r\n" + filled(b"The minutes are in the usual place.\r\n", n),
        "header fields": lambda n: HEAD + filled(b"X-Field: value\r\n", n) + b"\r\n",
        "one endless field": lambda n: HEAD + b"Subject: " + filled(b"word ", n) + b"\r\n\r\n",
        "folded lines": lambda n: HEAD + b"Subject: a\r\n" + filled(b" b\r\n", n) + b"\r\n",
        "encoded words": lambda n: HEAD + b"Subject:" + filled(b"\r\n =?utf-8?Q?=E8=AD=B0?=", n) + b"\r\n\r\n",
        "encoded words never closed": lambda n: HEAD + b"Subject:" + filled(b"=?utf-8?Q?", n) + b"\r\n\r\n",
        "addresses": lambda n: HEAD + b"Cc: " + filled(b"Ann <a@sender.example>,\r\n ", n) + b"x@y.example\r\n\r\n",
        "open comments": lambda n: HEAD + b"Cc: " + filled(b"(", n) + b"\r\n\r\n",
        "open quotes": lambda n: HEAD + b"Cc: " + filled(b'"a <', n) + b"\r\n\r\n",
        "Received": lambda n: HEAD + filled(b"Received: from a (b [192.0.2.1]) by c with ESMTP id 1; Tue, 7 Mar 2023 10:00:02 +0900\r\n", n) + b"\r\n",
        "one endless Received": lambda n: HEAD + b"Received: from " + filled(b"(a [192.0.2.1] ", n) + b"\r\n\r\n",
        "parameters": lambda n: HEAD + b"Content-Type: text/plain" + filled(b"; a*0=b", n) + b"\r\n\r\n",
        "parts": lambda n: mixed + filled(parts, n) + b"--b--\r\n",
        "nested parts": lambda n: mixed + b"".join(b"--b%s\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (b"" if i == 0 else b"%d" % (i - 1), i) for i in range(n // 60)),
        "boundary prefixes": lambda n: HEAD + b"Content-Type: multipart/mixed; boundary=" + b"a" * 60 + b"\r\n\r\n" + filled(b"--" + b"a" * 59 + b"\r\n", n),
        "nested messages": lambda n: HEAD + filled(b"Content-Type: message/rfc822\r\n\r\nSubject: x\r\n", n),
        "two transfer encodings": lambda n: HEAD + b"Content-Transfer-Encoding: 7bit\r\nContent-Transfer-Encoding: base64\r\n\r\n" + filled(b"UGxlYXNlIHBheSBhdCBvbmNlLg==\r\n", n),
        "base64, one line": lambda n: HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + filled(b"UGxlYXNl", n),
        "base64 with junk": lambda n: HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + filled(b"U!G=l", n),
        "quoted-printable": lambda n: HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + filled(b"=E8=AD=B0=\r\n", n),
        "uuencode beginnings": lambda n: HEAD + b"\r\n" + filled(b"begin 644 a\r\n", n),
        "iso-2022-jp shifts": lambda n: HEAD + b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n" + filled(b"\x1b$B5D\x1b(B", n),
        "bytes of no charset": lambda n: HEAD + b"\r\n" + filled(b"\xff\x81\xa4\x8e", n),
        "HTML tags": lambda n: HEAD + b"Content-Type: text/html\r\n\r\n" + filled(b"<b><i a='", n),
        "HTML comments": lambda n: HEAD + b"Content-Type: text/html\r\n\r\n" + filled(b"<!-- <!--", n),
        "carriage returns": lambda n: HEAD + b"\r\n" + b"\r" * n,
        "line feeds": lambda n: HEAD + b"\r\n" + b"\n" * n,
        "zeros": lambda n: HEAD + b"\r\n" + b"\0" * n,
    }


def measure_shapes(scratch):
    small, large = 1 << 20, 10 << 20
    print(f"\nshapes: {'':<29} {'1 MiB, ms':>10} {'10 MiB, ms':>11} {'ratio':>7}   (CPU time of all processes, less that of an empty mail)")
    path = scratch / "shape.eml"
    path.write_bytes(HEAD + b"\r\n")
    start = min(run_mekiki([path])[0] for _ in range(5))
    for name, make in shapes().items():
        times = []
        for size in (small, large):
            path.write_bytes(make(size))
            times.append(max(1e-4, min(run_mekiki([path])[0] for _ in range(3)) - start))
        ratio = times[1] / times[0]
        # Below a few milliseconds the clock's own step is what is seen.
        mark = "  MORE THAN TWELVE" if ratio > 12 and times[1] > 0.05 else ""
        mark += "  MORE THAN 1 s a MiB" if times[0] > 1 else ""
        print(f"  {name:<35} {times[0] * 1e3:>10.1f} {times[1] * 1e3:>11.1f} {ratio:>7.1f}{mark}", flush=True)


def measure_single(scratch):
    path = scratch / "small.eml"
    path.write_bytes(HEAD + b"Subject: small\r\n\r\nA few words.\r\n")
    walls = [run_mekiki([path])[2] for _ in range(15)]
    print(f"\none small mail from start to end: {statistics.median(walls) * 1e3:.1f} ms")
    big = base64.encodebytes(os.urandom(1 << 20)).replace(b"\n", b"\r\n")
    path.write_bytes(HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the file.\r\n--b\r\nContent-Type: application/pdf\r\n"
                     b"Content-Transfer-Encoding: base64\r\n\r\n" + (big * 18)[: 25 << 20] + b"\r\n--b--\r\n")
    runs = [run_mekiki([path]) for _ in range(3)]
    print(f"one mail of 25 MiB: {statistics.median(r[2] for r in runs):.2f} s, peak {max(r[1] for r in runs) / 1024:.0f} MiB")


def measure_dkim(scratch, rounds):
    """Signed mails, verified; what the bare mathematics costs, and the share that is ours."""
    print("\nDKIM: 200 signed mails of about 34 KB, relaxed/relaxed; the key is at hand")
    for kind in ("rsa", "ed25519"):
        files, record = signed_mails.made(scratch, kind)
        bench, peer = BUILD / "bench/dkim-bench", BUILD / "bench/opendkim-bench"
        raw = program(f"bare cost of {kind} and one SHA-256 pass", files, bench, "raw", rounds + 1, record, *files)
        ours = program(f"mekiki: DKIM, {kind}", files, bench, "ours", rounds + 1, record, *files)
        theirs = {}
        if peer.exists():
            theirs["libopendkim"] = program(f"libopendkim, {kind}", files, peer, rounds + 1, record, *files)
        theirs["dkimpy"] = program(f"dkimpy, {kind}", files, "/usr/bin/python3", HERE / "dkimpy_bench.py", 2, record, *files)
        for figure in (raw, ours, *theirs.values()):
            if figure:
                figure.print()
        for name, figure in theirs.items():
            ratio(f"DKIM, {kind}, against {name}", figure, ours)
        if raw and ours:
            print(f"{f'DKIM, {kind}: share that is not the bare cost':<58} {100 - 100 * raw.per_mail / ours.per_mail:>8.0f} %")


# --- SPF -----------------------------------------------------------------------------

SPF_DOMAINS, SPF_PROVIDERS, SPF_WARM = 10000, 20, 400


def spf_world(scratch):
    """A zone as real ones are: a provider behind an include, two includes behind that, a, mx."""
    zone, answers = [], {}
    for k in range(SPF_PROVIDERS):
        zone.append((f"_spf.p{k}.example", "TXT", f"v=spf1 include:_a.p{k}.example include:_b.p{k}.example ~all"))
        for name, base in (("a", 0), ("b", 100)):
            ranges = " ".join(f"ip4:10.{k}.{base + j}.0/24" for j in range(8))
            zone.append((f"_{name}.p{k}.example", "TXT", f"v=spf1 {ranges} ~all"))
    for n in range(SPF_DOMAINS):
        zone += [(f"d{n}.example", "TXT", f"v=spf1 ip4:192.0.2.{n % 256} include:_spf.p{n % SPF_PROVIDERS}.example a mx -all"),
                 (f"d{n}.example", "A", f"198.51.100.{n % 256}"), (f"d{n}.example", "MX", f"mail.d{n}.example"),
                 (f"mail.d{n}.example", "A", f"203.0.113.{n % 256}")]
    (scratch / "zone").write_text("".join(" ".join(row) + "\n" for row in zone))
    for name, kind, data in zone[: 3 * SPF_PROVIDERS + 4 * SPF_WARM]:
        answers.setdefault(f"dns {kind} {name}", []).append({"TXT": f'"{data}"', "MX": f"10 {data}"}.get(kind, data))
    listed = [{"question": question, "data": data} for question, data in answers.items()]
    (scratch / "answers.json").write_text(json.dumps({"default": "no-such-name", "answers": listed}))


def spf_client(n, choice):
    share, k = choice.random(), n % SPF_PROVIDERS
    if share < 0.8:
        return f"10.{k}.{choice.randrange(8) + (100 if share > 0.6 else 0)}.7"
    return f"203.0.113.{n % 256}" if share < 0.9 else "10.99.0.1"


def spf_lines(path, numbers):
    """The same evaluations for mekiki, as JSON, and for the others."""
    choice = random.Random(1)
    rows = [(spf_client(n, choice), f"mail.d{n}.example", f"a@d{n}.example") for n in numbers]
    path.with_suffix(".txt").write_text("".join(" ".join(row) + "\n" for row in rows))
    path.with_suffix(".jsonl").write_text("".join(json.dumps(dict(zip(("client_ip", "helo", "mail_from"), row))) + "\n" for row in rows))
    return path


class SlowDns:
    def __init__(self, scratch, delay):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.process = subprocess.Popen([BUILD / "bench/slow-dns", str(self.port), str(delay), scratch / "zone"], stdout=subprocess.PIPE)
        self.process.stdout.readline()

    def __enter__(self):
        return self.port

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def spf_peer(*command):
    """(CPU seconds, wall seconds) of each round of a peer's program."""
    done = subprocess.run(one_core(*command), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not said:
        print(f"{command[0]}: did not run: {done.stderr.strip()[-300:]}")
        return []
    return [(cpu["seconds"], wall["wall"]) for wall, cpu in zip(said[::2], said[1::2])]


def spf_mekiki(port, lines, *options):
    started = time.monotonic()
    with open(lines) as given:
        child = subprocess.Popen([str(BUILD / "mekiki"), "spf", "-j", "1", "--resolver", f"127.0.0.1@{port}", *options],
                                 stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        results = sum(chunk.count(b"\n") for chunk in iter(lambda: child.stdout.read(1 << 20), b""))
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return results, usage.ru_utime + usage.ru_stime, time.monotonic() - started, usage.ru_maxrss


def spf_row(name, count, wall, cpu):
    print(f"{name:<38} {count:>6} {count / wall:>10,.0f} {'':>9} {cpu / count * 1e6:>12,.1f}", flush=True)


def measure_spf(scratch, rounds):
    """Evaluations against a server that takes 20 ms, and with warm caches."""
    spf_world(scratch)
    few = spf_lines(scratch / "few", random.Random(2).sample(range(SPF_DOMAINS), 100))
    all_ = spf_lines(scratch / "all", range(SPF_DOMAINS))
    warm = spf_lines(scratch / "warm", [n % SPF_WARM for n in range(SPF_DOMAINS)])
    print(f"\nSPF: evaluations a second by the clock, µs CPU of each; a name server that answers after 20 ms")
    peer = BUILD / "bench/spf2-bench"
    rates = {}
    with SlowDns(scratch, 20) as port:
        if peer.exists():
            for cpu, wall in spf_peer(peer, 1, port, few.with_suffix(".txt")):
                spf_row("libspf2", 100, wall, cpu)
                rates["libspf2"] = 100 / wall
        for cpu, wall in spf_peer("/usr/bin/python3", HERE / "pyspf_bench.py", 1, port, few.with_suffix(".txt")):
            spf_row("pyspf", 100, wall, cpu)
            rates["pyspf"] = 100 / wall
        runs = sorted((spf_mekiki(port, all_.with_suffix(".jsonl")) for _ in range(min(rounds, 3))), key=lambda run: run[2])
        results, cpu, wall, peak = runs[len(runs) // 2]
        spf_row("mekiki spf, all on their way at once", results, wall, cpu)
        print(f"{'':<38} {results} of {SPF_DOMAINS} results, peak of the largest process {peak / 1024:.0f} MiB")
        for name, rate in rates.items():
            print(f"{f'SPF, 20 ms, against {name}':<58} {results / wall / rate:>8.1f} times")
    print("SPF: warm caches")
    with SlowDns(scratch, 0) as port:
        theirs = [cpu for cpu, _ in spf_peer(peer, rounds + 1, port, warm.with_suffix(".txt"))][1:] if peer.exists() else []
        results, cpu, wall, _ = spf_mekiki(port, warm.with_suffix(".jsonl"))
    done = subprocess.run(one_core(BUILD / "bench/spf-bench", rounds + 1, scratch / "answers.json", warm.with_suffix(".txt")),
                          stdout=subprocess.PIPE, text=True)
    ours = [json.loads(line)["seconds"] for line in done.stdout.splitlines()][1:]
    for name, seconds in (("libspf2", theirs), ("mekiki: one evaluation with its trace", ours)):
        if seconds:
            spf_row(name, SPF_DOMAINS, statistics.median(seconds), statistics.median(seconds))
    spf_row("mekiki spf: and 6 kB of JSON of each", results, wall, cpu)
    if theirs and ours:
        print(f"{'SPF, warm caches, against libspf2':<58} {statistics.median(theirs) / statistics.median(ours):>8.1f} times")


def ratio(what, slow, fast):
    if slow and fast:
        print(f"{what:<58} {slow.per_mail / fast.per_mail:>8.1f} times")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="two rounds, no shapes")
    parser.add_argument("folder", nargs="?", metavar="DIR", type=pathlib.Path)
    options = parser.parse_args()
    if not os.environ.get(INSIDE):
        build()
    alone()
    if os.environ.get(INSIDE):
        raise_loopback()
    rounds = 2 if options.quick else options.rounds

    with tempfile.TemporaryDirectory(prefix="mekiki-bench-") as scratch:
        scratch = pathlib.Path(scratch)
        folder, files = find_mails(options.folder, scratch)
        few = files[:: max(1, len(files) // SLOW_SHARE)][:SLOW_SHARE]
        size = sum(p.stat().st_size for p in files)
        print(f"{len(files)} mails, {size / 1e6:.1f} MB, from {folder}; one core, medians of {rounds} rounds")
        print(f"{'':<38} {'mails':>6} {'mails/s':>10} {'MB/s':>9} {'µs CPU/mail':>12} {'peak MiB':>9} {'spread':>9}")
        gmime = BUILD / "bench/gmime-bench"
        figures = {
            "gmime": program("GMime: parse, decode all parts", files, gmime, rounds + 1, "bytes", *files),
            "gmime-text": program("GMime: and texts as UTF-8", files, gmime, rounds + 1, "text", *files),
            "parse": program("mekiki: parse, decode all, UTF-8", files, BUILD / "bench/parse-bench", rounds + 1, *files),
        }
        for key in figures:
            if figures[key]:
                figures[key].print()
        html = BUILD / "bench/html-bench"
        if html.exists():
            for key, name in (("gumbo", "gumbo: HTML parts, a tree"), ("html", "mekiki: HTML parts, seen, hidden, links")):
                figures[key] = program(name, files, html, rounds + 1, "ours" if key == "html" else key, *files)
                if figures[key]:
                    figures[key].print()
        figures["inspect"], figures["rspamd"] = beside_rspamd(files, rounds, scratch)
        figures["inspect"].print()
        if figures["rspamd"]:
            figures["rspamd"].print()
        # The peer's clock starts when it is ready: our start is shared among as many mails as above.
        figures["few"] = mekiki(f"mekiki: no media, {len(few)} ten times", few * 10, rounds, "--no-media")
        figures["few"].print()
        state = scratch / "spamassassin"
        state.mkdir()
        figures["sa"] = program("SpamAssassin, local tests", few, "perl", HERE / "spamassassin_bench.pl", 1 + max(2, rounds // 2), state, *few)
        if figures["sa"]:
            figures["sa"].print()

        print()
        ratio("parse, against GMime decoding all parts", figures["gmime"], figures["parse"])
        ratio("parse, against GMime with texts as UTF-8", figures["gmime-text"], figures["parse"])
        ratio("HTML parts, against gumbo", figures.get("gumbo"), figures.get("html"))
        ratio("whole inspection, against rspamd without network", figures["rspamd"], figures["inspect"])
        ratio("whole inspection, against SpamAssassin local", figures["sa"], figures["few"])
        measure_media(files)
        measure_dkim(scratch, rounds)
        measure_spf(scratch, rounds)
        measure_single(scratch)
        if not options.quick:
            maillog_bench.measure(BUILD / "mekiki", scratch, 3)
            names_bench.measure(BUILD / "mekiki", scratch, lambda delay: SlowDns(scratch, delay), 3)
        suites = ROOT.parent / "shared/suites"
        if (suites / "phish-pot").is_dir() and (suites / "ham").is_dir():
            (scratch / "found").mkdir()
            os.chmod(scratch / "found", 0o755)
            found.measure(BUILD / "mekiki", suites, (lambda: Rspamd(scratch / "found")) if shutil.which("rspamd") else None)
        if not options.quick:
            measure_shapes(scratch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
