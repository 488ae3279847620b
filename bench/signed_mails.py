"""Signed mails for the bench: 200 of about 34 KB, signed by openssl over forms made here."""

import base64
import hashlib
import re
import subprocess

COUNT, SIZE = 200, 34_000
WORDS = "the minutes of  the meeting are in the usual place and\teverybody may read them ".split(" ")


def openssl(*args, data=b""):
    return subprocess.run(["openssl", *map(str, args)], input=data, capture_output=True, check=True).stdout


def relaxed_body(body):
    body = re.sub(rb"[ \t]+", b" ", body)
    body = re.sub(rb" +\r\n", b"\r\n", body)
    return re.sub(rb"(\r\n)+\Z", b"", body) + b"\r\n"


def relaxed_field(field):
    name, _, value = field.partition(b":")
    return name.lower().strip() + b":" + re.sub(rb"[ \t]+", b" ", value.replace(b"\r\n", b"")).strip()


def made_body(n):
    """Half text with blanks of all kinds, half base64, as mails with a picture are."""
    line = " ".join(WORDS) + (" " if n % 3 == 0 else "")
    text = "\r\n".join(f"{line} {i}" for i in range(SIZE // 2 // len(line)))
    picture = base64.encodebytes(hashlib.sha512(str(n).encode()).digest() * (SIZE * 3 // 8 // 64)).decode()
    return (text + "\r\n\r\n" + picture.replace("\n", "\r\n") + "\r\n").encode()


class Key:
    def __init__(self, folder, kind):
        self.kind, self.path, self.folder = kind, folder / f"{kind}.pem", folder
        option = ("-pkeyopt", "rsa_keygen_bits:2048") if kind == "rsa" else ()
        openssl("genpkey", "-algorithm", "RSA" if kind == "rsa" else "ED25519", *option, "-out", self.path)
        public = openssl("pkey", "-in", self.path, "-pubout", "-outform", "DER")
        text = base64.b64encode(public if kind == "rsa" else public[-32:]).decode()
        self.record = f"v=DKIM1; k={kind}; p={text}"

    def sign(self, data):
        if self.kind == "rsa":
            return base64.b64encode(openssl("dgst", "-sha256", "-sign", self.path, data=data)).decode()
        part = self.folder / "hash"
        part.write_bytes(hashlib.sha256(data).digest())
        return base64.b64encode(openssl("pkeyutl", "-sign", "-rawin", "-inkey", self.path, "-in", part)).decode()


def made(folder, kind):
    """A folder of signed mails and the key's record."""
    target = folder / f"dkim-{kind}"
    target.mkdir()
    key = Key(folder, kind)
    files = []
    for n in range(COUNT):
        fields = [b"From: Ann <ann@sender.example>", b"To: rcpt@example.jp", b"Subject: Minutes  %d" % n,
                  b"Date: Tue, 07 Mar 2023 10:00:00 +0900", b"MIME-Version: 1.0", b"Content-Type: text/plain"]
        body = made_body(n)
        digest = base64.b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode()
        names = ":".join(f.split(b":")[0].decode() for f in fields)
        own = (f"DKIM-Signature: v=1; a={kind}-sha256; c=relaxed/relaxed; d=sender.example; s=x;\r\n"
               f"\th={names};\r\n\tbh={digest};\r\n\tb=").encode()
        data = b"".join(relaxed_field(f) + b"\r\n" for f in fields) + relaxed_field(own)
        path = target / f"{n:03d}.eml"
        path.write_bytes(own + key.sign(data).encode() + b"\r\n" + b"\r\n".join(fields) + b"\r\n\r\n" + body)
        files.append(path)
    return files, key.record
