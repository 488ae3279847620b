"""A certificate authority of our own, for tests: a root, issuers below it, and leaves with any dates.

    authority = Authority(folder)
    authority.root -> path of the root's certificate, for --trust-store
    authority.issue(names, subject=..., issuer=..., not_before=..., not_after=...) -> Leaf(chain, key): paths of PEM files

Dates are like 2023-01-01T09:10:16Z. Everything is made by openssl(1), whose `ca` alone sets any dates.
"""

import dataclasses
import pathlib
import re
import shutil
import subprocess

CONFIG = """
[ca]
default_ca = any
[any]
database = {folder}/index
serial = {folder}/serial
new_certs_dir = {folder}
default_md = sha256
policy = policy
unique_subject = no
copy_extensions = none
[policy]
countryName = optional
organizationName = optional
commonName = optional
[req]
distinguished_name = name
prompt = no
[name]
{subject}
[issuer]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = {names}
"""


def have_openssl():
    return shutil.which("openssl") is not None


@dataclasses.dataclass
class Leaf:
    chain: pathlib.Path
    key: pathlib.Path


def openssl_time(text):
    return re.sub(r"[^0-9Z]", "", text)


class Authority:
    def __init__(self, folder, not_before="2015-01-01T00:00:00Z", not_after="2045-01-01T00:00:00Z"):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "index").write_text("")
        (self.folder / "serial").write_text("1000\n")
        self.dates = (not_before, not_after)
        self.count = 0
        self.issuers = {}
        self.root, self._root_key = self._make("C=ZZ, O=Tests of mekiki, CN=Test root", "issuer", None, *self.dates)

    def _openssl(self, *args):
        done = subprocess.run(["openssl", *[str(a) for a in args]], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])

    def _make(self, subject, kind, by, not_before, not_after, names=("x.example",)):
        """(certificate, key); `by` is the same pair of the issuer, None: itself."""
        self.count += 1
        base = self.folder / f"{kind}-{self.count}"
        key, request, certificate, config = [base.with_suffix(s) for s in (".key", ".csr", ".pem", ".conf")]
        fields = "\n".join(f"{name.strip()} = {value.strip()}" for name, value in (part.split("=", 1) for part in subject.split(", ")))
        config.write_text(CONFIG.format(folder=self.folder, subject=fields, names=",".join("DNS:" + n for n in names)))
        self._openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", config, "-keyout", key, "-out", request)
        signer = ["-selfsign", "-keyfile", key] if by is None else ["-cert", by[0], "-keyfile", by[1]]
        self._openssl("ca", "-batch", "-notext", "-config", config, *signer, "-extensions", kind, "-in", request, "-out", certificate,
                      "-startdate", openssl_time(not_before), "-enddate", openssl_time(not_after))
        return certificate, key

    def issue(self, names, subject=None, issuer="C=ZZ, O=Tests of mekiki, CN=Test issuer", not_before=None, not_after=None):
        if issuer not in self.issuers:
            self.issuers[issuer] = self._make(issuer, "issuer", (self.root, self._root_key), *self.dates)
        by = self.issuers[issuer]
        certificate, key = self._make(subject or f"CN={names[0]}", "leaf", by, not_before or self.dates[0], not_after or self.dates[1], names)
        chain = certificate.with_suffix(".chain.pem")
        chain.write_text(certificate.read_text() + by[0].read_text())
        return Leaf(chain, key)
