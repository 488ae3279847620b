"""Name servers on loopback, for tests: NSD with zones of our own, and small scripted ones that misbehave.

    with NameServer(folder, zones) as server: server.resolver -> "127.0.0.1@PORT"
    with Scripted(handler) as server: ...

Nothing listens anywhere but on 127.0.0.1.
"""

import contextlib
import heapq
import os
import pathlib
import re
import selectors
import shutil
import socket
import struct
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]

TYPES = {"A": 1, "NS": 2, "CNAME": 5, "SOA": 6, "PTR": 12, "MX": 15, "TXT": 16, "AAAA": 28, "OPT": 41, "DS": 43, "RRSIG": 46, "DNSKEY": 48}


def sbin(program):
    """A program's path; those of administrators are not on everybody's."""
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin:/usr/local/sbin")


def have_nsd():
    return sbin("nsd") is not None


def have_ldns():
    return sbin("ldns-keygen") is not None and sbin("ldns-signzone") is not None


def bound_pair():
    """A socket of UDP and one of TCP on the same port, which is theirs from now on."""
    for _ in range(100):
        tcp = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        tcp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):
            tcp.bind(("127.0.0.1", 0))
            udp.bind(tcp.getsockname())
            return udp, tcp
        udp.close()
        tcp.close()
    raise RuntimeError("no port is free")


def free_port():
    """A port that is free for UDP and TCP at this moment; soon it may be somebody's."""
    udp, tcp = bound_pair()
    with udp, tcp:
        return tcp.getsockname()[1]


# --- packets

def name_bytes(name):
    wire = b""
    for label in name.rstrip(".").split("."):
        if label:
            wire += bytes([len(label)]) + label.encode()
    return wire + b"\0"


def name_at(packet, at):
    """The name there, without compression (as it stands in a question), and what follows it."""
    labels = []
    while packet[at]:
        labels.append(packet[at + 1:at + 1 + packet[at]].decode("latin-1"))
        at += 1 + packet[at]
    return ".".join(labels).lower(), at + 1


def ask(port, name, kind="A", timeout=2.0, do=False, tcp=False):
    """One question, the raw answer; None where none comes."""
    extra = b"\0\0\x29\x04\xd0\0\0\x80\0\0\0" if do else b""
    question = struct.pack(">6H", 0x1234, 0x0100, 1, 0, 0, 1 if do else 0) + name_bytes(name) + struct.pack(">2H", TYPES[kind], 1) + extra
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM if tcp else socket.SOCK_DGRAM) as s:
        s.settimeout(timeout)
        try:
            s.connect(("127.0.0.1", port))
            if not tcp:
                s.send(question)
                return s.recv(65535)
            s.sendall(struct.pack(">H", len(question)) + question)
            data = b""
            while len(data) < 2 or len(data) < 2 + struct.unpack(">H", data[:2])[0]:
                more = s.recv(65535)
                if not more:
                    return None
                data += more
            return data[2:]
        except OSError:
            return None


class Query:
    """A question as a scripted server sees it."""

    def __init__(self, packet, tcp, number):
        self.packet, self.tcp, self.number = packet, tcp, number
        self.id, self.flags = struct.unpack(">2H", packet[:4])
        self.name, end = name_at(packet, 12)
        self.type, self.class_ = struct.unpack(">2H", packet[end:end + 4])
        self.question = packet[12:end + 4]
        self.extra = packet[end + 4:]

    @property
    def do(self):
        """Does it ask for DNSSEC (the DO bit of EDNS)?"""
        return len(self.extra) >= 11 and self.extra[1:3] == b"\0\x29" and bool(self.extra[7] & 0x80)

    def answer(self, rcode=0, records=(), flags=0, ident=None, authority=(), counts=None, question=None):
        """A response; `records` are wire bytes. RA and RD are set, AA is not."""
        head = struct.pack(">2H", self.id if ident is None else ident, 0x8180 | flags | rcode)
        head += struct.pack(">4H", *(counts or (1, len(records), len(authority), 0)))
        return head + (self.question if question is None else question) + b"".join(records) + b"".join(authority)

    def record(self, data, kind=None, ttl=300, owner=b"\xc0\x0c", class_=1):
        return owner + struct.pack(">2HIH", self.type if kind is None else kind, class_, ttl, len(data)) + data


def text(*strings):
    """The data of a TXT record."""
    return b"".join(bytes([len(s)]) + s for s in strings)


# --- scripted servers

class Scripted:
    """handler(query) returns what to send: bytes, a list of them, or None for silence; (seconds, that) to wait before.

    Over TCP each packet gets its length in front, but where it is an instance of Raw."""

    def __init__(self, handler):
        self.handler = handler
        self.seen = []  # every query
        # From here on: others run at the same time, and look-ups choose any port for themselves.
        self._udp, self._tcp = bound_pair()
        self.port = self._tcp.getsockname()[1]
        self.resolver = f"127.0.0.1@{self.port}"
        self._stop = threading.Event()
        self._thread = None

    def __enter__(self):
        self._udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        self._tcp.listen(512)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()
        self._udp.close()
        self._tcp.close()

    def _serve(self):
        selector = selectors.DefaultSelector()
        selector.register(self._udp, selectors.EVENT_READ)
        selector.register(self._tcp, selectors.EVENT_READ)
        later, streams, order = [], {}, 0
        while not self._stop.is_set():
            wait = 0.1 if not later else max(0.0, min(0.1, later[0][0] - time.monotonic()))
            for key, _ in selector.select(wait):
                if key.fileobj is self._udp:
                    for _ in range(500):
                        try:
                            packet, peer = self._udp.recvfrom(65535, socket.MSG_DONTWAIT)
                        except BlockingIOError:
                            break
                        due, packets = self._handle(packet, False)
                        order += 1
                        heapq.heappush(later, (due, order, peer, packets))
                elif key.fileobj is self._tcp:
                    stream, _ = self._tcp.accept()
                    streams[stream] = b""
                    selector.register(stream, selectors.EVENT_READ)
                else:
                    stream = key.fileobj
                    try:
                        data = stream.recv(65535)
                    except OSError:
                        data = b""
                    if not data:
                        selector.unregister(stream)
                        del streams[stream]
                        stream.close()
                        continue
                    streams[stream] += data
                    while len(streams[stream]) >= 2:
                        size = struct.unpack(">H", streams[stream][:2])[0]
                        if len(streams[stream]) < 2 + size:
                            break
                        due, packets = self._handle(streams[stream][2:2 + size], True)
                        streams[stream] = streams[stream][2 + size:]
                        order += 1
                        heapq.heappush(later, (due, order, stream, packets))
            while later and later[0][0] <= time.monotonic():
                _, _, to, packets = heapq.heappop(later)
                self._send(to, packets)
        for stream in streams:
            stream.close()
        selector.close()

    def _handle(self, packet, tcp):
        query = Query(packet, tcp, len(self.seen))
        self.seen.append(query)
        packets, delay = self.handler(query), 0.0
        if isinstance(packets, tuple):
            delay, packets = packets
        if packets is None:
            packets = []
        if isinstance(packets, bytes):
            packets = [packets]
        return time.monotonic() + delay, packets

    def _send(self, to, packets):
        for packet in packets:
            with contextlib.suppress(OSError):
                if isinstance(to, tuple):
                    self._udp.sendto(packet, to)
                elif isinstance(packet, Raw):
                    to.sendall(packet)
                else:
                    to.sendall(struct.pack(">H", len(packet)) + packet)


class Raw(bytes):
    """Sent over TCP as it is."""


def refusing(query):
    return query.answer(rcode=5)


def failing(query):
    return query.answer(rcode=2)


def silent(query):
    return None


def truncating(query):
    """Over UDP and TCP alike: never the whole."""
    return query.answer(flags=0x0200)


def slow(seconds, address=b"\xc0\0\x02\x01"):
    return lambda query: (seconds, query.answer(records=[query.record(address if query.type == 1 else text(b"v=spf1 ip4:192.0.2.1 -all"))]))


# --- NSD

CONFIG = """server:
  ip-address: 127.0.0.1@{port}
  username: "{user}"
  chroot: ""
  database: ""
  zonesdir: "{folder}"
  pidfile: "{folder}/nsd.pid"
  xfrdfile: ""
  zonelistfile: "{folder}/zone.list"
  xfrdir: "{folder}"
  server-count: 1
  tcp-count: 500
  tcp-timeout: 30
  hide-version: yes
  rrl-ratelimit: 0
remote-control:
  control-enable: no
"""


class NameServer:
    """NSD with these zones ({origin: text or path of a file}), as whoever runs the test."""

    def __init__(self, folder, zones):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.zones = zones
        self.process = None

    def __enter__(self):
        for attempt in range(5):
            self._start()
            if self._answers():
                return self
            self._end()  # somebody else took the port in between
        raise RuntimeError("nsd does not answer: " + (self.folder / "nsd.log").read_text()[-2000:])

    def _start(self):
        self.port = free_port()
        self.resolver = f"127.0.0.1@{self.port}"
        config = CONFIG.format(port=self.port, folder=self.folder, user="")
        for number, (origin, zone) in enumerate(self.zones.items()):
            path = zone
            if not isinstance(zone, pathlib.Path):
                path = self.folder / f"zone-{number}"
                path.write_text(zone, encoding="utf-8")
            config += f'zone:\n  name: "{origin or "."}"\n  zonefile: "{path}"\n'
        (self.folder / "nsd.conf").write_text(config)
        with open(self.folder / "nsd.log", "wb") as log:
            self.process = subprocess.Popen([sbin("nsd"), "-d", "-c", self.folder / "nsd.conf"], stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL, start_new_session=True)

    def _answers(self):
        for _ in range(100):
            if self.process.poll() is not None:
                return False
            if ask(self.port, next(iter(self.zones)) or ".", "SOA", timeout=0.1):
                return True
            time.sleep(0.05)
        return False

    def _end(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, 9)
        self.process.wait()

    def __exit__(self, *_):
        self._end()


# --- zones

SOA = "@ 300 IN SOA ns.invalid. hostmaster.invalid. 1 3600 600 86400 60\n"
NS = "@ 300 IN NS ns.invalid.\n"


def zone_text(origin, records):
    """A whole zone: SOA, and NS where none is given, are added."""
    has_ns = re.search(rf"^(@|{re.escape(origin)}\.)\s.*\bNS\b", records, re.M)
    return f"$ORIGIN {origin}.\n$TTL 300\n{SOA}{'' if has_ns else NS}{records}\n"


def split_zones(text):
    """{origin: records}: each $ORIGIN line of a file begins a zone of its own."""
    zones, origin = {}, None
    for line in text.splitlines(keepends=True):
        if line.startswith("$ORIGIN "):
            origin = line.split()[1].rstrip(".")
            zones.setdefault(origin, "")
        elif origin is not None:
            zones[origin] += line
    return zones


def world_zones(*worlds, more=None):
    """The zones of tests/worlds, and `more` ({origin: records}), under an empty root: what is in none does not exist."""
    zones = {}
    for world in worlds:
        for origin, records in split_zones((ROOT / "tests/worlds" / world / "dns.zone").read_text(encoding="utf-8")).items():
            known = zones.setdefault(origin, "")
            if records not in known:
                zones[origin] += records
    zones.update(more or {})
    return {"": zone_text("", "")} | {origin: zone_text(origin, records) for origin, records in zones.items()}


# --- signed zones

def sign(folder, origin, zone, algorithm="ECDSAP256SHA256"):
    """A zone file signed with a key of its own; returns (path of the signed zone, DS record)."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keygen, signzone = sbin("ldns-keygen"), sbin("ldns-signzone")
    made = subprocess.run([keygen, "-a", algorithm, "-k", origin], cwd=folder, stdout=subprocess.PIPE, check=True, text=True)
    key = made.stdout.strip()
    plain = folder / "plain.zone"
    plain.write_text(zone, encoding="utf-8")
    subprocess.run([signzone, "-n", "-f", folder / "signed.zone", plain, key], cwd=folder, stdout=subprocess.DEVNULL, check=True)
    ds = (folder / f"{key}.ds").read_text().strip().split(";")[0].strip()
    return folder / "signed.zone", re.sub(r"\s+", " ", ds)


def spoil(path, owner, kind):
    """Break the signature over one RRset of a signed zone, and nothing else."""
    lines, broken = path.read_text().splitlines(), 0
    for i, line in enumerate(lines):
        words = line.split()
        if len(words) > 12 and words[0].rstrip(".").lower() == owner.rstrip(".") and words[3] == "RRSIG" and words[4] == kind:
            signature = words[12]
            words[12] = signature[:20] + ("A" if signature[20] != "A" else "B") + signature[21:]
            lines[i] = " ".join(words)
            broken += 1
    if not broken:
        raise RuntimeError(f"no signature over {owner} {kind}")
    path.write_text("\n".join(lines) + "\n")
