"""WHOIS servers on loopback, for tests: one that answers from a table, and peers that misbehave.

    with WhoisServer({"example.com": "Domain Name: ..."}) as server: server.port, server.seen
    with Peer(handler) as peer: ...

A handler gets the connection and the line that was asked; what it does with it is its own affair. Nothing listens anywhere
but on 127.0.0.1. connect_map() writes the file that leads real addresses here.
"""

import contextlib
import socket
import struct
import threading
import time


class Peer:
    """handler(connection, line) for each connection; it is closed afterwards. `early` is called before the line is read."""

    def __init__(self, handler, early=None):
        self.handler, self.early = handler, early
        self.seen = []  # (monotonic time of the connection, the line)
        self.open = self.most_open = 0
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._listening = socket.socket()
        self._listening.bind(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]

    def __enter__(self):
        self._listening.listen(128)
        self._listening.settimeout(0.1)
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()
        self._listening.close()

    def _accept(self):
        while not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(connection, time.monotonic()), daemon=True).start()

    def _serve(self, connection, began):
        with self._lock:
            self.open += 1
            self.most_open = max(self.most_open, self.open)
        # Peers may go away at any time: that is what is tested.
        with connection, contextlib.suppress(OSError):
            connection.settimeout(60)
            if self.early:
                self.early(connection)
            line = b""
            while not line.endswith(b"\r\n") and len(line) < 4096:
                more = connection.recv(4096)
                if not more:
                    break
                line += more
            self.seen.append((began, line.decode("utf-8", "replace").removesuffix("\r\n")))
            self.handler(connection, self.seen[-1][1])
        with self._lock:
            self.open -= 1

    @property
    def lines(self):
        return [line for _, line in self.seen]

    @property
    def stopped(self):
        return self._stop.is_set()


class WhoisServer(Peer):
    """Answers from {line: text}; `missing` answers what is not there, and is noted in `unknown`."""

    def __init__(self, table, missing="No match.\r\n"):
        self.table, self.missing, self.unknown = table, missing, []
        super().__init__(self._answer)

    def _answer(self, connection, line):
        if line not in self.table:
            self.unknown.append(line)
        text = self.table.get(line, self.missing)
        connection.sendall(text if isinstance(text, bytes) else text.encode())


def connect_map(ends):
    """The text of a connect-map: {(address, port): port on loopback}."""
    return "# of a test\n" + "".join(f"{f'[{address}]' if ':' in address else address}:{port} 127.0.0.1:{to}\n" for (address, port), to in ends.items())


# --- peers that misbehave

def drip(connection, line):
    """A byte now and then, for ever."""
    while True:
        connection.sendall(b"%")
        time.sleep(0.1)


def endless(connection, line):
    block = b"% all work and no play\r\n" * 1000
    while True:
        connection.sendall(block)


def one_line_without_end(connection, line):
    while True:
        connection.sendall(b"x" * 65536)


def controls(connection, line):
    connection.sendall(b"Domain Name: \x1b[2J\x1b]0;owned\x07 A.EXAMPLE\0\x9b31m\x08\x7f\r\nRegistrar: \xe2\x80\xaegro.live\r\n")


def silence(connection, line):
    time.sleep(30)


def at_once(connection, line):
    """Closes without a word."""


def reset(connection, line):
    """RST in place of an answer."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def reset_in_the_middle(connection, line):
    connection.sendall(b"Domain Name: A.EXAMPLE\r\n")
    time.sleep(0.3)
    reset(connection, line)


def wrong_charset(connection, line):
    """Says UTF-8 and is not; halves of characters, ISO-2022-JP that is never closed."""
    connection.sendall(b"% charset: UTF-8\r\nRegistrant: \xff\xfe\xc3\r\n" + "登録者名: 例".encode("euc-jp") + b"\r\n\x1b$B" + b"$3$s" + b"\r\n")


def keeps_open(connection, line):
    """All is said, and the connection stays."""
    connection.sendall(b"Domain Name: A.EXAMPLE\r\n")
    time.sleep(30)


def asks_back(connection, line):
    """As if it were the client: a line of a protocol of its own."""
    connection.sendall(b"220 mail.example ESMTP\r\n")
    time.sleep(30)


def refers_to_itself(connection, line):
    connection.sendall(b"refer: whois.loop.example\r\nRegistrar WHOIS Server: whois.loop.example\r\nReferralServer: whois://whois.loop.example\r\n")
