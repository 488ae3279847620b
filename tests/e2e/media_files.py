"""Pictures, archives and documents for the tests of the decoders, made here."""

import io
import struct
import subprocess
import zipfile
import zlib


def matrix(text, level="M"):
    """The squares of a code, True where it is dark; qrencode draws it."""
    drawn = subprocess.run(["qrencode", "-t", "ASCII", "-m", "0", "-l", level, "-o", "-", text], capture_output=True, check=True).stdout
    return [[line[2 * x:2 * x + 1] == "#" for x in range(len(line) // 2)] for line in drawn.decode().splitlines()]


def shades(squares, scale=4, margin=4, dark=0, light=255):
    """Rows of grey."""
    side = len(squares) + 2 * margin
    rows = []
    for y in range(side):
        row = [light] * side
        if margin <= y < side - margin:
            for x, square in enumerate(squares[y - margin]):
                row[x + margin] = dark if square else light
        wide = bytes(v for v in row for _ in range(scale))
        rows += [wide] * scale
    return rows


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(rows, width=None, height=None):
    width, height = width or len(rows[0]), height or len(rows)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + r for r in rows)))
            + chunk(b"IEND", b""))


def png_clear(rows):
    """Black where it is dark; what is light is transparent, and black below."""
    data = b"".join(b"\0" + b"".join(bytes((0, 255 - v)) for v in r) for r in rows)
    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 4, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def pgm(rows):
    return b"P5\n%d %d\n255\n" % (len(rows[0]), len(rows)) + b"".join(rows)


def bmp(rows):
    width, height = len(rows[0]), len(rows)
    pad = b"\0" * (-width % 4)
    data = b"".join(r + pad for r in reversed(rows))
    colours = b"".join(bytes((v, v, v, 0)) for v in range(256))
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, 0, len(data), 0, 0, 256, 0)
    return b"BM" + struct.pack("<IHHI", 54 + len(colours) + len(data), 0, 0, 54 + len(colours)) + head + colours + data


def gif_frame(rows):
    """Codes of nine bits; the table is cleared before they would grow."""
    codes = []
    for i, v in enumerate(b"".join(rows)):
        if i % 250 == 0:
            codes.append(256)
        codes.append(v)
    bits = count = 0
    out = bytearray()
    for code in codes + [257]:
        bits |= code << count
        count += 9
        while count >= 8:
            out.append(bits & 255)
            bits >>= 8
            count -= 8
    out.append(bits & 255)
    blocks = b"".join(bytes((len(out[i:i + 255]),)) + bytes(out[i:i + 255]) for i in range(0, len(out), 255))
    return b"," + struct.pack("<HHHHB", 0, 0, len(rows[0]), len(rows), 0) + b"\x08" + blocks + b"\0"


def gif(frames):
    head = b"GIF89a" + struct.pack("<HHBBB", len(frames[0][0]), len(frames[0]), 0xF7, 0, 0)
    return head + b"".join(bytes((v, v, v)) for v in range(256)) + b"".join(map(gif_frame, frames)) + b";"


def jpeg(squares, margin=4):
    """One block of eight by eight for each square, all of one shade: a mean and nothing else."""
    side = len(squares) + 2 * margin
    lengths = [0, 1, 5, 1, 1, 1, 1, 1, 1] + [0] * 7
    table, code, order = {}, 0, iter(range(12))
    for length, many in enumerate(lengths, 1):
        for _ in range(many):
            table[next(order)] = (code, length)
            code += 1
        code <<= 1
    bits = ""
    before = 0
    for y in range(side):
        for x in range(side):
            inside = margin <= y < side - margin and margin <= x < side - margin
            mean = -1000 if inside and squares[y - margin][x - margin] else 1000
            step, before = mean - before, mean
            size = abs(step).bit_length()
            bits += format(table[size][0], f"0{table[size][1]}b")
            if size:
                bits += format(step if step > 0 else step + (1 << size) - 1, f"0{size}b")
            bits += "0"  # nothing else in this block
    bits += "1" * (-len(bits) % 8)
    data = bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8)).replace(b"\xff", b"\xff\0")

    def part(marker, body):
        return b"\xff" + bytes((marker,)) + struct.pack(">H", len(body) + 2) + body
    return (b"\xff\xd8" + part(0xDB, b"\0" + b"\x01" * 64) + part(0xC0, struct.pack(">BHHBBBB", 8, side * 8, side * 8, 1, 1, 0x11, 0))
            + part(0xC4, b"\0" + bytes(lengths) + bytes(range(12))) + part(0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\0")
            + part(0xDA, b"\x01\x01\0\0\x3f\0") + data + b"\xff\xd9")


# --- archives ------------------------------------------------------------------------------------------------

def zipped(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def zip_raw(entries, list_twice=1):
    """Names are bytes; the list leads `list_twice` times to each entry."""
    data, places = b"", []
    for name, content in entries:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
        head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, zlib.crc32(content), len(packed), len(content), len(name), 0)
        places.append((len(data), head, name))
        data += b"PK\3\4" + head + name + packed
    listed = b"".join(b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, at) + name
                      for at, head, name in places for _ in range(list_twice))
    count = len(places) * list_twice
    return data + listed + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), len(data), 0)


# --- documents -----------------------------------------------------------------------------------------------

def pdf(objects, root=1):
    out, places = b"%PDF-1.7\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % n + body + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + table + b"trailer <</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, len(out))


def stream(data, more=b""):
    return b"<<" + more + b"/Length %d>>\nstream\n" % len(data) + data + b"\nendstream"


def page_with(rows, words, link, action):
    """One page: a picture, words, a link, and what it does when it is opened."""
    drawn = b"q 200 0 0 200 100 500 cm /I Do Q BT /F 24 Tf 100 400 Td (" + words + b") Tj ET"
    picture = stream(zlib.compress(b"".join(rows)), b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
                     b"/BitsPerComponent 8/Filter/FlateDecode" % (len(rows[0]), len(rows)))
    return pdf([b"<</Type/Catalog/Pages 2 0 R" + action + b">>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                b"/Resources<</XObject<</I 5 0 R>>/Font<</F 6 0 R>>>>/Annots[7 0 R]>>",
                stream(drawn), picture, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
                b"<</Type/Annot/Subtype/Link/Rect[100 400 300 430]/A<</S/URI/URI(" + link + b")>>>>"])
