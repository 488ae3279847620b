#!/usr/bin/env python3
"""Makes the mails of this folder, with certificates of an issuer of our own.

    tests/specimens/smime/make.py

Not part of build or tests: the mails are kept, since a signature has its time in it. Needs
python3-cryptography and openssl. Keys are thrown away; trust.pem is the issuer whom
`--trust-store` is to trust."""

import base64
import datetime
import os
import pathlib
import subprocess
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HERE = pathlib.Path(__file__).resolve().parent
WORK = pathlib.Path(tempfile.mkdtemp())


def day(year, month=1):
    return datetime.datetime(year, month, 1, tzinfo=datetime.timezone.utc)


def name(common, organisation=None):
    attributes = [x509.NameAttribute(NameOID.COUNTRY_NAME, "JP")]
    if organisation:
        attributes.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name([*attributes, x509.NameAttribute(NameOID.COMMON_NAME, common)])


class Issuer:
    def __init__(self, common, above=None, first=day(2015), last=day(2115)):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = issue(self.key, name(common, "Mekiki Specimens"), above or self, ca=True,
                                 first=first, last=last, subject_of_issuer=name(common, "Mekiki Specimens"))


def issue(key, subject, issuer, ca=False, first=day(2020), last=day(2115), mail=None,
          use=ExtendedKeyUsageOID.EMAIL_PROTECTION, subject_of_issuer=None):
    own = getattr(issuer, "certificate", None)
    builder = (x509.CertificateBuilder().subject_name(subject)
               .issuer_name(own.subject if own else subject_of_issuer)
               .public_key(key.public_key()).serial_number(x509.random_serial_number())
               .not_valid_before(first).not_valid_after(last)
               .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True))
    if mail:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.RFC822Name(mail)]), False)
    if not ca:
        builder = builder.add_extension(x509.ExtendedKeyUsage([use]), False)
    return builder.sign(issuer.key, hashes.SHA256())


class Person:
    """A key with its certificate, as files for openssl."""

    def __init__(self, label, common, mail, issuer=None, key=None, **more):
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        subject = name(common, "Kaede Bank" if "Kaede" in common else None)
        issuer = issuer or self
        self.certificate = None
        made = issue(self.key, subject, issuer, mail=mail, subject_of_issuer=subject, **more) \
            if issuer is not self else self.own(subject, mail, more)
        self.certificate = made
        self.pem, self.keyfile = WORK / f"{label}.pem", WORK / f"{label}.key"
        self.pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        self.keyfile.write_bytes(self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))

    def own(self, subject, mail, more):
        class Self:
            key = self.key
        return issue(self.key, subject, Self, mail=mail, subject_of_issuer=subject, **more)


def openssl(*args, data):
    return subprocess.run(["openssl", "cms", *map(str, args)], input=data, stdout=subprocess.PIPE, check=True).stdout


def sign(content, person, *more, chain=(), detached=True):
    bundle = WORK / "chain.pem"
    bundle.write_bytes(b"".join(c.public_bytes(serialization.Encoding.PEM) for c in chain))
    return openssl("-sign", "-binary", "-outform", "DER", "-signer", person.pem, "-inkey", person.keyfile,
                   *(["-certfile", bundle] if chain else []), *([] if detached else ["-nodetach"]),
                   *more, data=content)


def lines64(data):
    text = base64.b64encode(data).decode()
    return "\r\n".join(text[i:i + 64] for i in range(0, len(text), 64)) + "\r\n"


HEAD = """Return-Path: <{sender}>\r
Received: from mail.kaede-bank.example (mail.kaede-bank.example [198.51.100.7])\r
\tby mx.example.jp (Postfix) with ESMTPS id 1A2B3C\r
\tfor <taro@example.jp>; Tue, 7 Mar 2023 10:00:02 +0900 (JST)\r
Date: Tue, 07 Mar 2023 10:00:00 +0900\r
From: {shown} <{sender}>\r
To: taro@example.jp\r
Subject: Your statement for February\r
Message-ID: <20230307100000.1@kaede-bank.example>\r
MIME-Version: 1.0\r
"""
BANK = "info@kaede-bank.example"
TEXT = ("Content-Type: text/plain; charset=us-ascii\r\n\r\n"
        "Your statement for February is ready. You find it after signing in as usual.\r\n")


def head(sender=BANK, shown="Kaede Bank"):
    return HEAD.format(sender=sender, shown=shown)


def clear(content, signature, boundary="signed-1", kind="pkcs7-signature"):
    return (f'Content-Type: multipart/signed; protocol="application/{kind}"; micalg=sha-256;\r\n'
            f'\tboundary="{boundary}"\r\n\r\nThis is a signed message\r\n--{boundary}\r\n{content}\r\n--{boundary}\r\n'
            f'Content-Type: application/{kind}; name="smime.p7s"\r\nContent-Transfer-Encoding: base64\r\n'
            f'Content-Disposition: attachment; filename="smime.p7s"\r\n\r\n{lines64(signature)}--{boundary}--\r\n')


def opaque(data, kind="signed-data"):
    return (f'Content-Type: application/pkcs7-mime; smime-type={kind}; name="smime.p7m"\r\n'
            f'Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="smime.p7m"\r\n\r\n'
            f'{lines64(data)}')


def keep(label, mail, expect):
    (HERE / f"{label}.eml").write_bytes(mail.encode() if isinstance(mail, str) else mail)
    (HERE / f"{label}.expect").write_text(expect.strip() + "\n")


def main():
    root, elsewhere = Issuer("Specimen Root"), Issuer("Another Root")
    middle = Issuer("Specimen Mail Issuer", above=root)
    (HERE / "trust.pem").write_bytes(root.certificate.public_bytes(serialization.Encoding.PEM))
    chain = [middle.certificate]
    bank = Person("bank", "Kaede Bank Customer Service", BANK, middle)
    quiet = "!auth.smime-broken\n!auth.smime-signer-differs\n!auth.smime-expired\n!auth.smime-untrusted\n" \
            "!auth.smime-unsigned-parts\n!auth.smime-unchecked\n!auth.smime-encrypted\n"

    good = clear(TEXT, sign(TEXT.encode(), bank, chain=chain))
    keep("changed-after-signing", head() + good.replace("as usual", "at kaede.invalid"),
         "auth.smime-broken\n!auth.smime-holds")
    keep("changed-after-signing.twin-unchanged", head() + good, "auth.smime-holds\n" + quiet)
    keep("changed-after-signing.twin-line-feeds", (head() + good).replace("\r\n", "\n"), "auth.smime-holds\n" + quiet)
    big = Person("rsa", "Kaede Bank Customer Service", BANK, middle, rsa.generate_private_key(65537, 2048))
    keep("changed-after-signing.twin-pss",
         head() + clear(TEXT, sign(TEXT.encode(), big, "-keyopt", "rsa_padding_mode:pss", chain=chain)),
         "auth.smime-holds\n" + quiet)
    keep("changed-after-signing.twin-no-attributes",
         head() + clear(TEXT, sign(TEXT.encode(), big, "-noattr", chain=chain)), "auth.smime-holds\n" + quiet)
    pasted = clear(TEXT.replace("February", "March"), sign(TEXT.encode(), big, "-noattr", chain=chain))
    keep("changed-without-attributes", head() + pasted, "auth.smime-broken\n!auth.smime-holds")

    shop = Person("shop", "Momiji Shop", "news@momiji-shop.example", middle)
    other = clear(TEXT, sign(TEXT.encode(), shop, chain=chain))
    keep("signer-is-somebody-else", head() + other, "auth.smime-holds\nauth.smime-signer-differs\n!auth.smime-broken")
    keep("signer-is-somebody-else.twin-letter-case", head(sender="Info@Kaede-Bank.example") + good,
         "auth.smime-holds\n" + quiet)

    old = Person("old", "Kaede Bank Customer Service", BANK, middle, first=day(2020), last=day(2022))
    keep("expired-when-received", head() + clear(TEXT, sign(TEXT.encode(), old, chain=chain)),
         "auth.smime-expired\nauth.smime-holds\n!auth.smime-untrusted")
    since = Person("since", "Kaede Bank Customer Service", BANK, middle, first=day(2020), last=day(2024))
    keep("expired-when-received.twin-since-then", head() + clear(TEXT, sign(TEXT.encode(), since, chain=chain)),
         "auth.smime-holds\nseverity auth.smime-expired note\n!auth.smime-untrusted")

    own = Person("own", "Kaede Bank Customer Service", BANK)
    keep("self-signed", head() + clear(TEXT, sign(TEXT.encode(), own)),
         "auth.smime-untrusted\nauth.smime-holds\n!auth.smime-broken")
    stranger = Person("stranger", "Kaede Bank Customer Service", BANK, elsewhere)
    keep("issuer-not-in-store",
         head() + clear(TEXT, sign(TEXT.encode(), stranger, chain=[elsewhere.certificate])),
         "auth.smime-untrusted\nauth.smime-holds")
    keep("issuer-missing", head() + clear(TEXT, sign(TEXT.encode(), bank)), "auth.smime-untrusted\nauth.smime-holds")
    keep("self-signed.twin-issued", head() + good, "auth.smime-holds\n!auth.smime-untrusted")
    web = Person("web", "Kaede Bank Customer Service", BANK, middle, use=ExtendedKeyUsageOID.SERVER_AUTH)
    keep("certificate-for-web-servers", head() + clear(TEXT, sign(TEXT.encode(), web, chain=chain)),
         "auth.smime-untrusted\nauth.smime-holds")
    false_issuer = Person("leaf", "Kaede Bank Statements", BANK, bank)
    keep("issued-by-no-issuer",
         head() + clear(TEXT, sign(TEXT.encode(), false_issuer, chain=[bank.certificate, middle.certificate])),
         "auth.smime-untrusted")

    footer = "Content-Type: text/plain\r\n\r\nYour account is locked: http://kaede-bank.invalid/unlock\r\n"
    keep("text-in-front-of-what-is-signed",
         head() + 'Content-Type: multipart/mixed; boundary="outer"\r\n\r\n--outer\r\n' + footer + "\r\n--outer\r\n"
         + good + "\r\n--outer--\r\n", "auth.smime-unsigned-parts\nauth.smime-holds")
    both = ('Content-Type: multipart/mixed; boundary="inner"\r\n\r\n--inner\r\n' + footer + "\r\n--inner\r\n" + TEXT
            + "\r\n--inner--\r\n")
    keep("text-in-front-of-what-is-signed.twin-all-signed",
         head() + clear(both, sign(both.encode(), bank, chain=chain)), "auth.smime-holds\n" + quiet)

    html = ('Content-Type: multipart/alternative; boundary="alt"\r\n\r\n--alt\r\n' + TEXT + "\r\n--alt\r\n"
            'Content-Type: text/html\r\n\r\n<p>Your statement: <a href="http://login.kaede-bank.invalid/">'
            "https://www.kaede-bank.example/</a></p>\r\n--alt--\r\n")
    inside = opaque(sign(html.encode(), bank, chain=chain, detached=False))
    keep("link-inside-signed-data", head() + inside, "auth.smime-holds\nurl.text-differs\n" + quiet)
    keep("link-inside-signed-data.twin-text",
         head() + opaque(sign(TEXT.encode(), bank, "-stream", chain=chain, detached=False)),
         "auth.smime-holds\n!url.text-differs\n" + quiet)
    nested = html
    for _ in range(12):
        nested = opaque(sign(nested.encode(), bank, detached=False))
    keep("signed-data-twelve-deep", head() + nested, "defect limit.mail-depth\nauth.smime-holds")
    triple = clear(inside, sign(inside.encode(), bank, chain=chain))
    keep("signed-data-twelve-deep.twin-two", head() + triple,
         "!defect limit.*\nauth.smime-holds\n!auth.smime-unchecked")

    sealed = openssl("-encrypt", "-binary", "-outform", "DER", "-aes256", bank.pem, data=TEXT.encode())
    keep("encrypted", head() + opaque(sealed, "enveloped-data"), "auth.smime-encrypted\n!auth.smime-unchecked\nclass undecided")
    only = opaque(subprocess.run(["openssl", "crl2pkcs7", "-nocrl", "-certfile", bank.pem, "-outform", "DER"],
                                 stdout=subprocess.PIPE, check=True).stdout, "certs-only")
    keep("encrypted.twin-certificates", head() + only, "!auth.smime-*")

    keep("empty-signature", head() + clear(TEXT, b""), "auth.smime-unchecked\n!auth.smime-holds")
    signature = sign(TEXT.encode(), bank, chain=chain)
    lies = bytearray(signature)
    lies[3] = 0xff
    keep("length-that-lies", head() + clear(TEXT, bytes(lies)), "auth.smime-unchecked\n!auth.smime-holds")
    keep("endless-nesting", head() + opaque(b"\x30\x80" * 5000), "auth.smime-unchecked")
    keep("signature-of-random-bytes", head() + opaque(os.urandom(3000)), "auth.smime-unchecked")
    keep("no-certificate", head() + clear(TEXT, sign(TEXT.encode(), bank, "-nocerts")),
         "auth.smime-unchecked\n!auth.smime-holds\n!auth.smime-broken")
    keep("old-hash", head() + clear(TEXT, sign(TEXT.encode(), bank, "-md", "sha1", chain=chain)),
         "auth.smime-unchecked\n!auth.smime-holds")
    many = WORK / "many.der"
    many.write_bytes(signature)
    for i in range(11):
        more = Person(f"more{i}", f"Person {i}", f"p{i}@kaede-bank.example", middle)
        many.write_bytes(subprocess.run(
            ["openssl", "cms", "-resign", "-inform", "DER", "-in", many, "-outform", "DER", "-signer", more.pem,
             "-inkey", more.keyfile], stdout=subprocess.PIPE, check=True).stdout)
    keep("twelve-signers", head() + clear(TEXT, many.read_bytes()), "auth.smime-unchecked\n!auth.smime-holds")

    keep("pgp-signed", head() + clear(TEXT, b"-----BEGIN PGP SIGNATURE-----", kind="pgp-signature"),
         "auth.smime-unchecked\n!auth.smime-holds\n!auth.smime-broken")
    keep("pgp-signed.twin-plain", head() + TEXT, "!auth.smime-*")

    claim = TEXT.replace("Your statement", "Amazon.co.jp: your statement")
    keep("another-organisation-signs",
         head("news@momiji-shop.example", "Amazon.co.jp") + clear(claim, sign(claim.encode(), shop, chain=chain)),
         "auth.smime-holds\nbrand.not-official\n!brand.confirmed\n!class unremarkable")


main()
