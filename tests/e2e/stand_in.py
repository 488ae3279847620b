#!/usr/bin/python3
"""A stand-in for mekiki-lookup that answers from a file beside it, for tests of who carries
questions: it can be slow, fall silent, answer nonsense, or die. No packet leaves it.

world.json: {"answers": {QUESTION: ANSWER}, "default": ANSWER, ...}, where ANSWER is a list of
data (TXT texts or addresses), or {"status": NAME, "data": [...], "ttl": N, "silent": true}.
A "default" that is a list is for TXT alone. More keys: "delay_ms" of every answer; "die_after": so many answers; "die_at": a question;
"refuse": a reason; "nonsense": after so many answers; "hold": answer only once so many are
open. Each start, and each question, is a line of the file "asked".
"""

import heapq
import ipaddress
import json
import os
import pathlib
import select
import struct
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
STATUS = ["answered", "no-such-name", "no-data", "refused", "throttled", "timeout", "failed", "not-allowed", "not-recorded"]
TYPES = {"A": 1, "PTR": 12, "MX": 15, "TXT": 16, "AAAA": 28}
HEAD = struct.Struct("=IIQ")
FIELD = struct.Struct("=II")


def record(kind, fields):
    out = b""
    for index, value in enumerate(fields):
        if isinstance(value, int):
            value = struct.pack("=Q", value) if value else b""
        if value:
            out += FIELD.pack(index, len(value)) + value
    return HEAD.pack(kind, len(out), 0) + out


def wire_name(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"


def packet(question, data):
    _, kind, name = question.split(" ", 2)
    out = struct.pack(">HHHHHH", 0, 0x8180, 1, len(data), 0, 0) + wire_name(name) + struct.pack(">HH", TYPES[kind], 1)
    for item in data:
        if kind == "TXT":
            text = item.encode()
            rdata = b"".join(bytes([len(text[i:i + 255])]) + text[i:i + 255] for i in range(0, len(text), 255))
        elif kind == "MX":
            rdata = struct.pack(">H", 10) + wire_name(item)
        elif kind == "PTR":
            rdata = wire_name(item)
        else:
            rdata = ipaddress.ip_address(item).packed
        out += b"\xc0\x0c" + struct.pack(">HHIH", TYPES[kind], 1, 300, len(rdata)) + rdata
    return out


class Lookup:
    def __init__(self):
        self.world = json.loads((HERE / "world.json").read_text())
        self.log = open(HERE / "asked", "a", buffering=1)
        self.waiting, self.out, self.count, self.open = [], bytearray(), 0, 0

    def answer_of(self, question):
        nothing = {"status": "no-such-name"}
        default = self.world.get("default", nothing)
        if isinstance(default, list) and not question.startswith("dns TXT "):
            default = nothing
        answer = self.world.get("answers", {}).get(question, default)
        return {"status": "answered", "data": answer} if isinstance(answer, list) else answer

    def ask(self, ticket, question):
        self.log.write(question + "\n")
        self.open += 1
        if question == self.world.get("die_at"):
            os._exit(9)
        answer = self.answer_of(question)
        if answer.get("silent"):
            return
        due = time.monotonic() + self.world.get("delay_ms", 0) / 1000
        heapq.heappush(self.waiting, (due, ticket, question, answer))

    def tell(self, ticket, question, answer):
        self.count += 1
        if "nonsense" in self.world and self.count > self.world["nonsense"]:
            self.out += record(6, [ticket + 1000, question.encode()])
            return
        status = STATUS.index(answer.get("status", "answered"))
        data = packet(question, answer["data"]) if "data" in answer else b""
        self.out += record(6, [ticket, question.encode(), status, 1, b"", int(time.time()), 1500, 0, b"192.0.2.53@53", b"", data, answer.get("ttl", 300)])
        if self.count == self.world.get("die_after"):
            os.write(0, self.out)
            os._exit(9)

    def due(self):
        if self.open < self.world.get("hold", 0):
            return
        now = time.monotonic()
        while self.waiting and self.waiting[0][0] <= now:
            self.tell(*heapq.heappop(self.waiting)[1:])

    def take(self, data):
        at = 0
        while len(data) - at >= HEAD.size:
            kind, size, _ = HEAD.unpack_from(data, at)
            if len(data) - at < HEAD.size + size:
                break
            fields, at = {}, at + HEAD.size
            end = at + size
            while at < end:
                index, length = FIELD.unpack_from(data, at)
                fields[index] = data[at + FIELD.size:at + FIELD.size + length]
                at += FIELD.size + length
            if kind == 4:
                self.log.write("start\n")
                refuse = self.world.get("refuse")
                self.out += record(3, [6, *[0] * 6, refuse.encode()]) if refuse else record(3, [0, *[0] * 6, b"stand-in"])
            else:
                self.ask(struct.unpack("=Q", fields[0])[0], fields[1].decode())
        return data[at:]

    def run(self):
        os.set_blocking(0, False)
        data = b""
        while True:
            pause = max(0, self.waiting[0][0] - time.monotonic()) if self.waiting and self.open >= self.world.get("hold", 0) else None
            readable, writable, _ = select.select([0], [0] if self.out else [], [], pause)
            if readable:
                got = os.read(0, 65536)
                if not got:
                    return
                data = self.take(data + got)
            self.due()
            if self.out:
                try:
                    del self.out[:os.write(0, self.out[:65536])]
                except BlockingIOError:
                    pass


if __name__ == "__main__":
    sys.exit(Lookup().run())
