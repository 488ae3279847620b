"""Canonical forms: what is hashed for a message must be what the vectors have.

Nothing prints canonical text, so each vector is signed here, over the expected form, and
the signature must hold: first of the body (its hash), then of the header. The signature's
own field is one line that is canonical as it stands.
"""

import base64
import hashlib
import pathlib
import re
import subprocess
import tempfile

import _dkim
from framework import Tally

NAME = "dkim-canon"
GOAL = 100

TAGS = "v=1; a=rsa-sha256; c={form}/{form}; d=a.example; s=x; h={names}; bh={body}; b="


class Signer:
    def __init__(self, folder):
        self.key = pathlib.Path(folder) / "key.pem"
        self.run("genrsa", "-out", self.key, "2048")
        public = self.run("rsa", "-in", self.key, "-pubout", "-outform", "DER")
        self.record = "v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode()

    def run(self, *args, data=b""):
        done = subprocess.run(["openssl", *map(str, args)], input=data, capture_output=True, check=True)
        return done.stdout

    def sign(self, data):
        return base64.b64encode(self.run("dgst", "-sha256", "-sign", self.key, data=data)).decode()


def fields(header):
    """The fields of a header, folds kept."""
    return re.findall(rb"[^\r\n]+\r\n(?:[ \t][^\r\n]*\r\n)*", header)


def signed(signer, mail, expected, form):
    """`mail` with a signature over what is `expected`."""
    header, _, body = (b"\r\n" + expected).partition(b"\r\n\r\n")
    header = (header + b"\r\n")[2:] if header else b""
    found = fields(header)[::-1]  # names count from the bottom up
    names = ":".join(f.split(b":")[0].decode().strip() for f in found) or "from"
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    tags = TAGS.format(form=form, names=names, body=digest)
    own = f"dkim-signature:{tags}" if form == "relaxed" else f"DKIM-Signature: {tags}"
    value = signer.sign(b"".join(found) + own.encode())
    separator = b"" if found else b"\n"
    return f"DKIM-Signature: {tags}{value}\n".encode() + separator + mail


def run(ctx):
    tally = Tally()
    cases, mails = [], []
    with tempfile.TemporaryDirectory(prefix="mekiki-canon-") as folder:
        signer = Signer(folder)
        for file in ctx.files(NAME, "email.*"):
            for form in ("simple", "relaxed"):
                expected = file.parent / f"{form}.expected{file.suffix}"
                cases.append(f"{file.name} {form}")
                mails.append(signed(signer, file.read_bytes(), expected.read_bytes(), form))
        got = _dkim.verify(ctx, mails, [("x._domainkey.a.example", signer.record)])
    for case, report in zip(cases, got):
        for part in ("body_hash", "signature"):
            found = report["dkim"][0][part] if report["dkim"] else "no signature"
            tally.case(f"{case}: {part}", found == "good", found)
    return tally.result()
