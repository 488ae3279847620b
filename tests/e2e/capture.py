"""What goes over loopback, packet by packet: with Capture() as c: ...; c.stop(); c.flows, c.datagrams.

Needs a raw socket; meant for a network namespace of its own, in which there is nobody else.
"""

import collections
import fcntl
import socket
import struct
import threading
import time

ALL = 3  # ETH_P_ALL
OUTGOING = 4  # PACKET_OUTGOING: on loopback each packet is seen going out and coming in
UP = 0x1


def bring_up():
    """The loopback interface of a new namespace is down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        request = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(s, 0x8913, request))[1]
        fcntl.ioctl(s, 0x8914, struct.pack("16sh14x", b"lo", flags | UP))


class Capture:
    def __init__(self):
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ALL))
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 << 20)
        self.socket.bind(("lo", 0))
        self.socket.settimeout(0.1)
        self.packets = []
        self._stop = threading.Event()

    def __enter__(self):
        self._thread = threading.Thread(target=self._take, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        time.sleep(0.3)  # what is under way
        self._stop.set()
        self._thread.join()
        self.socket.close()

    def _take(self):
        while not self._stop.is_set():
            try:
                packet, address = self.socket.recvfrom(1 << 17)
            except TimeoutError:
                continue
            if address[2] != OUTGOING:
                self.packets.append(packet[14:])

    def read(self):
        """Sorted into datagrams [(from, to, payload)] and flows {(from port, to port): bytes}; the rest is odd."""
        self.datagrams, self.odd, parts = [], [], collections.defaultdict(dict)
        for packet in self.packets:
            version, head = packet[0] >> 4, (packet[0] & 15) * 4
            protocol = packet[9] if version == 4 else packet[6]
            payload = packet[head:struct.unpack(">H", packet[2:4])[0]] if version == 4 else packet[40:]
            ends = struct.unpack(">2H", payload[:4])
            if protocol == socket.IPPROTO_UDP:
                self.datagrams.append((*ends, payload[8:]))
            elif protocol == socket.IPPROTO_TCP:
                start = (payload[12] >> 4) * 4
                if payload[start:]:
                    parts[ends].setdefault(struct.unpack(">L", payload[4:8])[0], payload[start:])
                else:
                    parts.setdefault(ends, {})  # seen, be it that nothing was said
            elif protocol not in (socket.IPPROTO_ICMP, socket.IPPROTO_ICMPV6):
                self.odd.append(packet)
        self.flows = {ends: b"".join(data for _, data in sorted(pieces.items())) for ends, pieces in parts.items()}
        return self


def server_name(hello):
    """The host that a TLS client asks for; None."""
    try:
        at = 5 + 4 + 2 + 32
        at += 1 + hello[at]
        at += 2 + struct.unpack(">H", hello[at:at + 2])[0]
        at += 1 + hello[at] + 2
        while at + 4 <= len(hello):
            kind, size = struct.unpack(">2H", hello[at:at + 4])
            if kind == 0:
                return hello[at + 9:at + 4 + size].decode()
            at += 4 + size
    except (IndexError, struct.error):
        pass
    return None
