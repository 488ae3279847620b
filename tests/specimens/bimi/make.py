#!/usr/bin/env python3
"""Makes the mails of this folder and their answers, with certificates of an issuer of our own.

    tests/specimens/bimi/make.py

Not part of build or tests. Needs python3-cryptography. Keys are thrown away; trust.pem is the
issuer whom `--trust-store` is to trust."""

import datetime
import json
import pathlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

HERE = pathlib.Path(__file__).resolve().parent
MARKS = "1.3.6.1.4.1.53087.1."
LOGOTYPE = ObjectIdentifier("1.3.6.1.5.5.7.1.12")
PURPOSE = ObjectIdentifier("1.3.6.1.5.5.7.3.31")
URL = "https://pictures.kaede-bank.example/mark.pem"


def day(year):
    return datetime.datetime(year, 1, 1, tzinfo=datetime.timezone.utc)


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


class Root:
    def __init__(self, common):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Mekiki Specimens"),
                               x509.NameAttribute(NameOID.COMMON_NAME, common)])
        self.certificate = (x509.CertificateBuilder().subject_name(self.name).issuer_name(self.name)
                            .public_key(self.key.public_key()).serial_number(x509.random_serial_number())
                            .not_valid_before(day(2015)).not_valid_after(day(2115))
                            .add_extension(x509.BasicConstraints(True, None), True).sign(self.key, hashes.SHA256()))

    def mark(self, host="kaede-bank.example", last=2115, purpose=PURPOSE, logotype=True):
        subject = [x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
                   x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Kaede Bank"),
                   *(x509.NameAttribute(ObjectIdentifier(MARKS + n), v) for n, v in
                     (("13", "Registered Mark"), ("3", "JP"), ("2", "https://www.jpo.go.jp/"), ("4", "1234567")))]
        builder = (x509.CertificateBuilder().subject_name(x509.Name(subject)).issuer_name(self.name)
                   .public_key(ec.generate_private_key(ec.SECP256R1()).public_key())
                   .serial_number(x509.random_serial_number()).not_valid_before(day(2020)).not_valid_after(day(last))
                   .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), False)
                   .add_extension(x509.ExtendedKeyUsage([purpose]), False))
        if logotype:
            builder = builder.add_extension(x509.UnrecognizedExtension(LOGOTYPE, b"\x30\x00"), False)
        return pem(builder.sign(self.key, hashes.SHA256())) + pem(self.certificate)


MAIL = """Return-Path: <info@{host}>
Received: from mail.kaede-bank.example (mail.kaede-bank.example [198.51.100.7])
\tby mx.example.jp (Postfix) with ESMTPS id 1A2B3C
\tfor <taro@example.jp>; Tue, 7 Mar 2023 10:00:02 +0900 (JST)
Date: Tue, 07 Mar 2023 10:00:00 +0900
From: Kaede Bank <info@{host}>
To: taro@example.jp
Subject: Your statement for February
Message-ID: <20230307100000.1@kaede-bank.example>
{more}
Your statement for February is ready. You find it after signing in as usual.
"""


def dns(name, *data):
    return {"question": f"dns TXT {name}", "data": [f'"{d}"' for d in data]}


def keep(label, expect, *records, policy="v=DMARC1; p=reject", host="kaede-bank.example", certificate=None, more=""):
    answers = [dns(host, "v=spf1 ip4:198.51.100.7 -all"), dns("_dmarc.kaede-bank.example", policy), *records]
    if certificate:
        answers.append({"question": f"http GET {URL}", "data": [certificate]})
    (HERE / f"{label}.eml").write_text(MAIL.format(host=host, more=more))
    (HERE / f"{label}.answers.json").write_text(json.dumps({"default": "no-such-name", "answers": answers}, indent=1) + "\n")
    (HERE / f"{label}.expect").write_text(expect.strip() + "\n")


def main():
    root, stranger = Root("Specimen Marks"), Root("Another Root")
    (HERE / "trust.pem").write_text(pem(root.certificate))
    picture = "v=BIMI1; l=https://pictures.kaede-bank.example/mark.svg;"
    at, name = f"{picture} a={URL}", "default._bimi.kaede-bank.example"
    fits = "auth.bimi-picture\n!auth.bimi-certificate\n"

    keep("picture-without-certificate", fits + "bimi found none", dns(name, picture + " a="))
    keep("picture-without-certificate.twin-declined", "!auth.bimi-*\nbimi declined -", dns(name, "v=BIMI1; l=; a=;"))
    keep("picture-without-certificate.twin-none", "!auth.bimi-*\nbimi none -")
    keep("policy-asks-for-nothing", "!auth.bimi-*\nbimi not-eligible -", dns(name, at), policy="v=DMARC1; p=none")
    keep("policy-for-a-part", "!auth.bimi-*\nbimi not-eligible -", dns(name, at),
         policy="v=DMARC1; p=quarantine; pct=20")
    keep("policy-for-a-part.twin-whole", fits + "bimi found not-asked", dns(name, at), policy="v=DMARC1; p=quarantine")
    keep("several-records", "!auth.bimi-*\nbimi invalid -", dns(name, at, picture))
    keep("picture-over-http", "!auth.bimi-*\nbimi invalid -", dns(name, "v=BIMI1; l=http://kaede-bank.example/a.svg"))
    keep("record-of-the-organisation", fits + "bimi found none", dns(name, picture), host="news.kaede-bank.example")
    keep("selector-that-nobody-signed", fits + "bimi found none", dns(name, picture),
         dns("other._bimi.kaede-bank.example", at), more="BIMI-Selector: v=BIMI1; s=other\n")

    keep("certificate-fits", fits + "bimi found read", dns(name, at), certificate=root.mark())
    keep("certificate-of-a-stranger", fits + "bimi found read", dns(name, at), certificate=stranger.mark())
    for label, more in (("certificate-for-another-domain", {"host": "momiji-shop.example"}),
                        ("certificate-expired", {"last": 2022}),
                        ("certificate-without-a-picture", {"logotype": False}),
                        ("certificate-of-a-web-server", {"purpose": ExtendedKeyUsageOID.SERVER_AUTH})):
        keep(label, "auth.bimi-certificate\n!auth.bimi-picture\nbimi found read", dns(name, at),
             certificate=root.mark(**more))
    keep("certificate-expired.twin-since-then", fits + "bimi found read", dns(name, at), certificate=root.mark(last=2024))
    keep("certificate-that-is-none", "auth.bimi-certificate\nbimi found unreadable", dns(name, at),
         certificate="<html>Not found</html>")


main()
