"""Servers of the web on loopback, for tests: peers of a few lines that misbehave, and nginx; certificates of our own.

    with Peer(handler) as peer: peer.port       handler(stream) has the connection; what it raises is forgotten
    authority = Authority(folder); authority.issue("a.example") -> the path of certificate and key in one file
    with Nginx(folder, config) as server: ...

Nothing listens anywhere but on 127.0.0.1.
"""

import contextlib
import pathlib
import shutil
import socket
import ssl
import struct
import subprocess
import threading
import time

from dns_server import sbin


def have_nginx():
    return sbin("nginx") is not None


def have_openssl():
    return shutil.which("openssl") is not None


# --- peers

class Peer:
    """A TCP server; each connection has a thread. With `tls` (an ssl.SSLContext) it is encrypted before."""

    def __init__(self, handler, tls=None):
        self.handler, self.tls = handler, tls
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        self._stop = threading.Event()
        self._thread = None

    def __enter__(self):
        self._listener.settimeout(0.1)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()
        self._listener.close()

    def _serve(self):
        while not self._stop.is_set():
            try:
                stream, _ = self._listener.accept()
            except OSError:
                continue
            self.connections += 1
            threading.Thread(target=self._one, args=(stream,), daemon=True).start()

    def _one(self, stream):
        stream.settimeout(20)
        with contextlib.suppress(OSError, ValueError), stream:
            if self.tls:
                stream = self.tls.wrap_socket(stream, server_side=True)
            self.handler(stream)


def read_head(stream):
    """The request's head; empty where the client goes away before."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = stream.recv(65536)
        if not more:
            return b""
        data += more
    return data


def page(body, head=b"", status=b"200 OK"):
    """A handler that answers with this page."""
    def handle(stream):
        read_head(stream)
        stream.sendall(b"HTTP/1.1 " + status + b"\r\nContent-Length: %d\r\n" % len(body) + head + b"\r\n" + body)
    return handle


def raw(*pieces, wait=0.0):
    """A handler that sends these bytes, whatever they are, and closes."""
    def handle(stream):
        read_head(stream)
        for piece in pieces:
            stream.sendall(piece)
            time.sleep(wait)
    return handle


def reset(stream):
    """Closes with a reset."""
    stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    stream.close()


# --- certificates

class Authority:
    """Issues certificates with the openssl command; `file` is its own certificate."""

    def __init__(self, folder, name="Test authority of mekiki"):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.count = 0
        self.file, self.key = self.folder / "authority.pem", self.folder / "authority.key"
        self._run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", f"/CN={name}",
                  "-keyout", self.key, "-out", self.file)

    def _run(self, *args):
        subprocess.run(["openssl", *map(str, args)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=self.folder)

    def _sign(self, request, extensions, certificate, dates):
        config, index = self.folder / "ca.conf", self.folder / "index"
        index.write_bytes(b"")
        config.write_text(f"[ca]\ndefault_ca=a\n[a]\ndatabase={index}\nnew_certs_dir={self.folder}\nrand_serial=yes\ndefault_md=sha256\npolicy=p\n"
                          "unique_subject=no\nemail_in_dn=no\n[p]\ncommonName=supplied\n")
        self._run("ca", "-batch", "-notext", "-config", config, "-cert", self.file, "-keyfile", self.key, "-in", request, "-out", certificate,
                  "-extfile", extensions, "-startdate", dates[0], "-enddate", dates[1])

    def issue(self, *names, dates=("20200101000000Z", "20451231235959Z"), signed=True, bits=None, subject=None):
        """Certificate, key, authority in one file. `dates`: first and last moment; not `signed`: by itself, for some days."""
        self.count += 1
        base = self.folder / f"{self.count}-{names[0].strip('*.')}"
        key, request, certificate, extensions = (base.with_name(base.name + end) for end in (".key", ".csr", ".crt", ".ext"))
        new = ["rsa:%d" % bits] if bits else ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        extensions.write_text("subjectAltName=" + ",".join(f"DNS:{name}" for name in names) + "\n")
        self._run("req", "-newkey", *new, "-nodes", "-subj", subject or f"/CN={names[0]}", "-keyout", key, "-out", request)
        if signed:
            self._sign(request, extensions, certificate, dates)
        else:
            self._run("x509", "-req", "-in", request, "-signkey", key, "-days", "20", "-extfile", extensions, "-out", certificate)
        everything = base.with_name(base.name + ".pem")
        everything.write_bytes(certificate.read_bytes() + (self.file.read_bytes() if signed else b"") + key.read_bytes())
        return everything


def context(path, oldest=None, newest=None, alpn=("http/1.1",)):
    """For Peer: an ssl.SSLContext with the certificates in the file."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if newest:  # what is old is weak, too
        made.set_ciphers("ALL:@SECLEVEL=0")
    made.load_cert_chain(path)
    if newest:
        made.minimum_version, made.maximum_version = oldest, newest
    made.set_alpn_protocols(list(alpn))
    return made


# --- nginx

class Nginx:
    """`servers`: the server blocks, with their listen lines."""

    def __init__(self, folder, servers):
        self.folder = pathlib.Path(folder)
        for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        paths = "".join(f"    {kind}_temp_path {self.folder}/{name};\n" for kind, name in (
            ("client_body", "body"), ("proxy", "proxy"), ("fastcgi", "fastcgi"), ("uwsgi", "uwsgi"), ("scgi", "scgi")))
        self.config = self.folder / "nginx.conf"
        self.config.write_text(
            f"daemon off;\nmaster_process off;\npid {self.folder}/pid;\nerror_log {self.folder}/error.log;\nevents {{ worker_connections 256; }}\n"
            f"http {{\n    access_log {self.folder}/access.log;\n    default_type text/html;\n{paths}{servers}}}\n")
        self._process = None

    def __enter__(self):
        self._process = subprocess.Popen([sbin("nginx"), "-p", str(self.folder), "-e", str(self.folder / "error.log"), "-c", str(self.config)],
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self

    def wait(self, port):
        """Until it answers there."""
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError("nginx does not start: " + (self.folder / "error.log").read_text()[-500:])

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(timeout=10)
