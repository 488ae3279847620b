"""The outside of a world on loopback: NSD with its zones, WHOIS servers, nginx with its pages, its RDAP and certificates of our own.

    with Outside(folder, "A") as outside: mekiki(... outside.arguments ...)

What nobody mapped is a failure of the test: see Outside.strangers().
"""

import contextlib
import pathlib
import socket
import subprocess
import time

import authority
import dns_server
import world_files
from dns_server import NameServer, sbin, world_zones
from whois_server import WhoisServer, connect_map

NGINX = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log notice;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    log_format told '$scheme\\t$host\\t$request_method\\t$request_uri\\t$status\\t$http_cookie\\t$http_authorization\\t$http_referer\\t$http_user_agent';
    access_log {folder}/access.log told;
    server_tokens off;
    ssl_protocols TLSv1.2 TLSv1.3;
    types {{ text/html html; }}
    default_type text/html;
    server {{ listen 127.0.0.1:{plain}; listen 127.0.0.1:{tls} ssl; ssl_reject_handshake on; return 421; }}
{servers}
}}
"""
SERVER = """    server {{
        server_name {name};
        listen 127.0.0.1:{plain};
{tls}        root {root};
{more}    }}
"""
TLS = """        listen 127.0.0.1:{port} ssl http2;
        ssl_certificate {chain};
        ssl_certificate_key {key};
"""
LOGS = """        location = / { default_type application/json; try_files /$arg_q =404; }
"""
RDAP = """        location = "{path}" {{ default_type application/rdap+json; {answer} }}
"""


def missing():
    """Why the outside cannot be played here; None."""
    for program, there in (("nsd", dns_server.have_nsd()), ("nginx", sbin("nginx")), ("openssl", authority.have_openssl())):
        if not there:
            return f"{program} is not installed"
    return None


class Outside:
    def __init__(self, folder, world):
        self.folder, self.world = pathlib.Path(folder), world
        self.stack = contextlib.ExitStack()
        self.whois = {}
        self.rdap = world_files.rdap(world)
        self.web = world_files.hosts(world, "web")
        self.logs = world_files.logs(world)
        self.known = world_files.addresses(world)

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.names = stack.enter_context(NameServer(self.folder / "nsd", world_zones(self.world)))
            for server, table in world_files.whois(self.world).items():
                self.whois[server] = stack.enter_context(WhoisServer(table))
            self._certify()
            stack.callback(self._end)
            self._start()
            self._map()
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self.stack.close()

    # --- nginx

    def _certify(self):
        self.authority = authority.Authority(self.folder / "authority")
        self.leaves = {}
        for host in (*self.rdap, *self.logs):
            self.leaves[host] = self.authority.issue([host])
        for host, facts in world_files.certificates(self.world).items():
            self.leaves[host] = self.authority.issue(facts["names"], facts["subject"], facts["issuer"], facts["not_before"], facts["not_after"])

    def _server(self, host):
        """The block of one host: its pages, or what it answers as a server of RDAP."""
        leaf = self.leaves.get(host)
        tls = TLS.format(port=self.tls, chain=leaf.chain, key=leaf.key) if leaf else ""
        root = self.folder / "root" / host
        root.mkdir(parents=True, exist_ok=True)
        more = ""
        for number, (path, (_, text, leads)) in enumerate(self.rdap.get(host, {}).items()):
            (root / f"{number}.json").write_text(text, encoding="utf-8")
            more += RDAP.format(path=path, answer=f'return 301 "{leads}";' if leads else f"alias {root}/{number}.json;")
        if host in self.logs:
            root, more = world_files.WORLDS / self.world / "logs" / host, LOGS
        if host in self.web:
            root = world_files.WORLDS / self.world / "web" / host
        return SERVER.format(name=host.replace(world_files.WILDCARD, "*"), plain=self.plain, tls=tls, root=root, more=more)

    def _start(self):
        (self.folder / "access.log").write_text("")
        for _ in range(5):
            self.plain, self.tls = dns_server.free_port(), dns_server.free_port()
            servers = "".join(self._server(host) for host in {*self.rdap, *self.web, *self.logs})
            config = self.folder / "nginx.conf"
            config.write_text(NGINX.format(folder=self.folder, plain=self.plain, tls=self.tls, servers=servers))
            with open(self.folder / "nginx.out", "wb") as out:
                self.process = subprocess.Popen([sbin("nginx"), "-p", self.folder, "-c", config, "-e", self.folder / "error.log"], stdout=out, stderr=out,
                                                stdin=subprocess.DEVNULL)
            if self._listens():
                return
            self._end()  # somebody else took a port in between
        raise RuntimeError("nginx does not start: " + (self.folder / "error.log").read_text()[-2000:] + (self.folder / "nginx.out").read_text())

    def _listens(self):
        for _ in range(100):
            if self.process.poll() is not None:
                return False
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.tls), 1):
                return True
            time.sleep(0.05)
        return False

    def _end(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait()

    # --- what mekiki is told, and what was seen

    def _map(self):
        ends = {}
        for server, whois in self.whois.items():
            for address in world_files.addresses_of(self.known, server):
                ends[(address, 43)] = whois.port
        for host in {*self.rdap, *self.web, *self.logs}:
            for address in world_files.addresses_of(self.known, host):
                ends[(address, 80)] = self.plain
                ends[(address, 443)] = self.tls
        self.map = self.folder / "connect-map"
        self.map.write_text(connect_map(ends))

    @property
    def arguments(self):
        return ["--resolver", self.names.resolver, "--connect-map", self.map, "--trust-store", self.authority.root]

    @property
    def requests(self):
        """(scheme, host, method, URI, status, cookie, authorization, referer, user agent) of all requests to nginx."""
        return [tuple(line.split("\t")) for line in (self.folder / "access.log").read_text().splitlines()]

    def strangers(self):
        """What nobody expected: queries that no table has, hosts that nobody plays."""
        return [(server, line) for server, whois in self.whois.items() for line in whois.unknown] + [r for r in self.requests if r[4] == "421"]
