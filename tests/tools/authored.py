"""What specimens are signed with: RSA keys made from a seed, and DKIM and ARC signatures.

Nothing here is random: the same names give the same keys and the same bytes, so that a
specimen that was not changed does not change when all are written anew. The keys are for
tests alone; anybody can make them.
"""

import base64
import hashlib
import random
import re


def is_prime(n, chance):
    if any(n % p == 0 for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
        return False
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(24):
        x = pow(chance.randrange(2, n - 1), odd, n)
        if x in (1, n - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


class Key:
    """RSA with the exponent 65537. `faulty`: made as in CVE-2017-15361."""

    def __init__(self, name, bits=2048, faulty=False):
        chance = random.Random(f"mekiki specimen {name} {bits}")
        draw = self.faulty_prime if faulty else self.prime
        p, q = draw(chance, bits // 2), draw(chance, bits // 2)
        self.n, self.bits = p * q, bits
        self.d = pow(65537, -1, (p - 1) * (q - 1))

    @staticmethod
    def prime(chance, bits):
        while True:
            n = chance.getrandbits(bits) | 3 << (bits - 2) | 1
            if n % 65537 != 1 and is_prime(n, chance):
                return n

    @staticmethod
    def faulty_prime(chance, bits):
        product = 1
        for p in range(2, 354 if bits == 512 else 702):
            if all(p % k for k in range(2, int(p**0.5) + 1)):
                product *= p
        while True:
            room = (3 << (bits - 2)) // product
            n = (room + chance.randrange(room // 8)) * product + pow(65537, chance.randrange(1 << 60), product)
            if n.bit_length() == bits and n % 65537 != 1 and is_prime(n, chance):
                return n

    def der(self):
        def sized(tag, body):
            size = len(body)
            head = bytes([size]) if size < 128 else bytes([0x80 + (size.bit_length() + 7) // 8]) + size.to_bytes((size.bit_length() + 7) // 8, "big")
            return bytes([tag]) + head + body

        def number(n):
            return sized(2, n.to_bytes(n.bit_length() // 8 + 1, "big"))

        rsa = sized(0x30, bytes.fromhex("06092a864886f70d0101010500"))
        return sized(0x30, rsa + sized(3, b"\0" + sized(0x30, number(self.n) + number(65537))))

    def record(self, extra=""):
        return f"v=DKIM1; k=rsa; {extra}p={base64.b64encode(self.der()).decode()}"

    def sign(self, data, sha1=False):
        # PKCS #1 v1.5: the hash behind its name, padded to the length of the key.
        if sha1:
            info = bytes.fromhex("3021300906052b0e03021a05000414") + hashlib.sha1(data).digest()
        else:
            info = bytes.fromhex("3031300d060960864801650304020105000420") + hashlib.sha256(data).digest()
        size = self.bits // 8
        padded = b"\0\1" + b"\xff" * (size - len(info) - 3) + b"\0" + info
        return base64.b64encode(pow(int.from_bytes(padded, "big"), self.d, self.n).to_bytes(size, "big")).decode()


def relaxed_field(field):
    name, value = field.split(b":", 1)
    return name.strip().lower() + b":" + re.sub(rb"[ \t]+", b" ", value.replace(b"\r\n", b"")).strip() + b"\r\n"


def relaxed_body(body):
    lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in body.split(b"\r\n")]
    while lines and not lines[-1]:
        lines.pop()
    return b"".join(line + b"\r\n" for line in lines)


def fields_of(head):
    return [m.group(0) for m in re.finditer(rb"[^\r\n]+\r\n(?:[ \t][^\r\n]*\r\n)*", head)]


def fold(text):
    """A field of tags over lines of about 90 bytes, as signers write it."""
    name, value = text.split(": ", 1)
    lines, line = [], f"{name}:"
    for word in re.findall(r"[^;]+;?", value):
        word = word.strip()
        while len(line) + len(word) > 90:
            cut = max(0, 89 - len(line)) if len(word) > 80 else 0
            lines.append(line + ("" if line == "\t" else " ") * bool(cut) + word[:cut])
            line, word = "\t", word[cut:]
        line += ("" if line == "\t" else " ") + word
    return "\r\n".join(lines + [line]) + "\r\n"


def signed(mail, key, domain, selector="k1", names="from:to:subject:date:message-id", extra="", limit=None,
           sha1=False, field="DKIM-Signature", first="v=1"):
    """`mail` (CRLF) with a signature in front. `limit`: l=."""
    head, body = mail.split(b"\r\n\r\n", 1)
    canonical = relaxed_body(body)
    if limit is not None:
        canonical = canonical[:limit]
        extra += f"l={limit}; "
    algorithm = "rsa-sha1" if sha1 else "rsa-sha256"
    digest = (hashlib.sha1 if sha1 else hashlib.sha256)(canonical).digest()
    bare = fold(f"{field}: {first}; a={algorithm}; c=relaxed/relaxed; d={domain}; s={selector}; {extra}h={names}; "
                f"bh={base64.b64encode(digest).decode()}; b=").encode()
    there = fields_of(head + b"\r\n")
    chosen = b""
    for name in names.encode().split(b":"):
        for i in range(len(there) - 1, -1, -1):
            if there[i].split(b":")[0].strip().lower() == name.lower():
                chosen += relaxed_field(there.pop(i))
                break
    b = key.sign(chosen + relaxed_field(bare)[:-2], sha1)
    return fold(bare.replace(b"\r\n\t", b" ").strip().decode().rstrip() + b).encode().replace(b"\r\n\r\n", b"\r\n") + mail


def sealed(mail, key, domain, results, instance=1, chain="none", selector="arc", earlier=()):
    """`mail` with one more ARC set in front. `earlier`: the fields of the sets before, in
    the order results, message signature, seal of each. Returns the mail and the fields."""
    i = f"i={instance}"
    aar = f"ARC-Authentication-Results: {i}; {domain}; {results}\r\n".encode()
    ams_mail = signed(mail, key, domain, selector, field="ARC-Message-Signature", first=i)
    ams = ams_mail[: len(ams_mail) - len(mail)]
    bare = fold(f"ARC-Seal: {i}; a=rsa-sha256; cv={chain}; d={domain}; s={selector}; b=").encode()
    data = b"".join(relaxed_field(f) for f in earlier) + relaxed_field(aar) + relaxed_field(ams)
    b = key.sign(data + relaxed_field(bare)[:-2])
    seal = fold(bare.replace(b"\r\n\t", b" ").strip().decode() + b).encode()
    return seal + ams + aar + mail, [*earlier, aar, ams, seal]
