"""What a hostile or broken name server may send (HI-14): {name: handler} for dns_server.Scripted.

Each handler answers an A question, and where it matters a TXT question, in one wrong way."""

import random
import struct

from dns_server import Raw, name_bytes, text

ADDRESS = b"\xc0\x00\x02\x01"
HANDLERS = {}


def handler(function):
    HANDLERS[function.__name__.replace("_", " ")] = function
    return function


def good(q):
    return q.record(text(b"real") if q.type == 16 else ADDRESS)


def alias(owner, target):
    data = name_bytes(target)
    return name_bytes(owner) + struct.pack(">2HIH", 5, 1, 60, len(data)) + data


def here(q, offset=0):
    """A compression pointer to the first byte behind the question, or later."""
    return struct.pack(">H", 0xC000 | (12 + len(q.question) + offset))


# --- the head

@handler
def wrong_number(q):
    return q.answer(ident=q.id ^ 1, records=[good(q)])


@handler
def wrong_number_then_right(q):
    return [q.answer(ident=q.id ^ 7, rcode=5), q.answer(records=[good(q)])]


@handler
def another_question(q):
    return q.answer(question=name_bytes("other.example") + struct.pack(">2H", q.type, 1), records=[good(q)])


@handler
def no_question(q):
    return q.answer(question=b"", counts=(0, 1, 0, 0), records=[q.record(ADDRESS, owner=name_bytes(q.name))])


@handler
def not_a_response(q):
    packet = bytearray(q.answer(records=[good(q)]))
    packet[2] &= 0x7F
    return bytes(packet)


@handler
def another_opcode(q):
    packet = bytearray(q.answer(records=[good(q)]))
    packet[2] |= 0x28
    return bytes(packet)


@handler
def counts_that_lie(q):
    return q.answer(records=[good(q)], counts=(1, 65535, 0, 0))


@handler
def random_bytes_behind_the_number(q):
    return struct.pack(">H", q.id) + random.Random(1).randbytes(200)


@handler
def random_bytes(q):
    return random.Random(2).randbytes(300)


@handler
def less_than_a_head(q):
    return struct.pack(">H", q.id) + b"\x81\x80\0"


@handler
def empty_datagram(q):
    return [b""]


# --- names

@handler
def pointer_to_itself(q):
    return q.answer(records=[q.record(ADDRESS, owner=here(q))])


@handler
def pointers_in_a_circle(q):
    return q.answer(records=[here(q, 2) + here(q) + struct.pack(">2HIH", q.type, 1, 60, 4) + ADDRESS])


@handler
def pointer_forward(q):
    return q.answer(records=[q.record(ADDRESS, owner=b"\xff\xff")])


@handler
def pointer_to_itself_in_data(q):
    return q.answer(records=[q.record(here(q, 12), kind=5)])


@handler
def reserved_label(q):
    return q.answer(records=[q.record(ADDRESS, owner=b"\x41abc\0")])


@handler
def name_of_300_bytes(q):
    return q.answer(records=[q.record(ADDRESS, owner=(b"\x3f" + b"a" * 63) * 5 + b"\0")])


# --- data

@handler
def data_beyond_the_packet(q):
    return q.answer(records=[b"\xc0\x0c" + struct.pack(">2HIH", q.type, 1, 60, 500) + ADDRESS])


@handler
def address_of_three_bytes(q):
    return q.answer(records=[q.record(ADDRESS[:3], kind=1)])


@handler
def text_beyond_its_record(q):
    return q.answer(records=[q.record(b"\xffabc")])


@handler
def record_without_data(q):
    return q.answer(records=[q.record(b"")])


@handler
def control_characters(q):
    return q.answer(records=[q.record(text(b"\x1b[31m\0\r\n\xff") if q.type == 16 else ADDRESS)])


@handler
def records_of_others(q):
    return q.answer(records=[good(q), q.record(ADDRESS, kind=1, owner=name_bytes("victim.example"))])


@handler
def only_records_of_others(q):
    return q.answer(records=[q.record(ADDRESS, kind=1, owner=name_bytes("victim.example"))])


# --- aliases

@handler
def alias_of_itself(q):
    return q.answer(records=[alias(q.name, q.name)])


@handler
def aliases_in_a_circle(q):
    return q.answer(records=[alias(q.name, "x.example"), alias("x.example", q.name)])


@handler
def alias_without_end(q):
    step = int("0" + q.name.split(".")[0].lstrip("abcn"))
    return q.answer(records=[alias(q.name, f"n{step + 1}.example")])


@handler
def thirty_aliases(q):
    names = [q.name] + [f"c{i}.example" for i in range(30)]
    return q.answer(records=[alias(a, b) for a, b in zip(names, names[1:])] + [q.record(ADDRESS, kind=1, owner=name_bytes(names[-1]))])


# --- size

def by_tcp(whole):
    return lambda q: whole(q) if q.tcp else q.answer(flags=0x0200)


HANDLERS["text of 64 kB"] = by_tcp(lambda q: q.answer(records=[q.record(text(*[b"x" * 255] * 250), kind=16)]))
HANDLERS["4000 records"] = by_tcp(lambda q: q.answer(records=[q.record(struct.pack(">I", 0x0A000000 + i), kind=1) for i in range(4000)]))
HANDLERS["TCP says 65535 and no more"] = by_tcp(lambda q: Raw(b"\xff\xff"))
HANDLERS["TCP is never complete"] = by_tcp(lambda q: Raw(b"\xff\xff" + q.answer(records=[good(q)])))
HANDLERS["TCP says 0"] = by_tcp(lambda q: Raw(b"\0\0\0\0\0\0"))
HANDLERS["TCP is random"] = by_tcp(lambda q: random.Random(3).randbytes(3000))
