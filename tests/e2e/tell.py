"""mekiki tell: who is told of the three investigations, as what, and what may not stand in any letter."""

import base64
import email
import email.policy
import json
import os
import re
import subprocess
import urllib.parse

from harness import WORLDS
from worlds import arguments

QUICK = True

REPORTER = b"\nreporter-name = Aoi Tanaka\nreporter-mail = abuse@reporter.example\nreporter-org = Example CSIRT\n"


def run(t):
    for name, check in (("A", world_a), ("B", world_b), ("C", world_c)):
        case = case_of(t, WORLDS / name, name)
        check(t, Letters(t, case, name))
    ledger(t)
    formats(t)
    careful(t)


class Letters:
    def __init__(self, t, case, name, *options):
        self.t, self.case, self.name = t, case, name
        self.folder = t.scratch / f"letters-{name}{len(options)}"
        self.done = t.mekiki("tell", "--lang", "en", *options, case, "-o", self.folder)
        t.equal(f"{name}: status", self.done.status, 0)
        self.files = {p.name: p.read_bytes() for p in sorted(self.folder.iterdir())} if self.folder.exists() else {}
        for file, content in self.files.items():
            t.check(f"{name}: {file} is a name of ours", re.fullmatch(r"\d\d-[a-z0-9-]+\.(eml|txt|json)", file), file)
            t.check(f"{name}: {file} has no control characters", not re.search(rb"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]", content), content[:200])
            if file.endswith(".eml"):
                self.draft(file)

    def draft(self, file):
        t, mail = self.t, self.mail(file)
        label = f"{self.name}: {file}"
        t.equal(f"{label}: is read without defects", [d for part in mail.walk() for d in part.defects], [])
        t.equal(f"{label}: is a draft", mail["X-Unsent"], "1")
        t.check(f"{label}: has no date, it is not sent", mail["Date"] is None)
        t.equal(f"{label}: one subject", len(mail.get_all("Subject", [])), 1)
        t.check(f"{label}: at most one recipient", len(mail.get_all("To", [])) <= 1 and not mail["Cc"] and not mail["Bcc"])
        t.check(f"{label}: lines of mail", b"\r\n" in self.files[file] and not re.search(rb"[^\r]\n", self.files[file]))

    def mail(self, file):
        return email.message_from_bytes(self.files[file], policy=email.policy.default)

    def text(self, file):
        if not file.endswith(".eml"):
            return self.files[file].decode()
        return self.mail(file).get_body(("plain",)).get_content()

    def of(self, role, piece=""):
        found = [f for f in self.files if f[3:].startswith(role) and piece in f and not f.endswith(".json")]
        self.t.check(f"{self.name}: a letter to {role} {piece}", found, list(self.files))
        return found[0] if found else None

    def none(self, role):
        self.t.equal(f"{self.name}: no letter to any {role}", [f for f in self.files if f[3:].startswith(role)], [])

    def says(self, file, *words):
        for word in words if file else ():
            self.t.check(f"{self.name}: {file} says {word!r}", word in self.text(file), self.text(file))

    def holds_nowhere(self, *secrets):
        for file, content in self.files.items():
            for text in every_reading(content):
                for secret in secrets:
                    self.t.check(f"{self.name}: {secret} is not in {file}", secret.lower() not in text.lower(), text[max(0, text.lower().find(secret.lower()) - 80):][:200])


def every_reading(content):
    """The file, its decoded parts, and whatever is base64, percent or quoted-printable in those."""
    texts = [content.decode("utf-8", "replace")]
    try:
        for part in email.message_from_bytes(content, policy=email.policy.default).walk():
            body = part.get_payload(decode=True)
            if body:
                texts.append(body.decode("utf-8", "replace"))
            texts += [str(v) for v in part.values()]
    except (LookupError, ValueError):
        pass
    for text in list(texts):
        texts.append(urllib.parse.unquote(text))
        for run in re.findall(r"[A-Za-z0-9+/=_-]{12,}", text):
            try:
                texts.append(base64.b64decode(run + "===", altchars=b"-_" if "_" in run or "-" in run else None).decode("utf-8", "replace"))
            except ValueError:
                pass
    return texts


def case_of(t, world, name):
    case = t.scratch / f"{name}.case"
    conf = (world / "site.conf").read_bytes() + REPORTER
    profile = t.file(f"{name}.conf", conf)
    args = [a if a != world / "site.conf" else profile for a in arguments(world, "en")]
    t.mekiki("inspect", *args, "--answers", world / "answers.json", "--case", case, world / "mail.eml")
    t.check(f"{name}: there is a case", case.exists())
    return case


def world_a(t, letters):
    network = letters.of("network", "cnnic")
    letters.says(network, "117.50.174.153", "2023-01-01T13:22:02Z", "[.]", "Aoi Tanaka", "Example CSIRT", "TLP:")
    t.check("A: the registry of addresses is warned about", "registry, which gives out addresses" in " ".join(letters.done.text.split()), letters.done.text)
    letters.of("network", "ucloud")
    registrar = letters.of("registrar", "alibaba")
    letters.says(registrar, "mtocgra[.]cn", "clientHold", "hxxps://mtocgra[.]cn/")
    if registrar:
        t.equal("A: to the registrar's desk", letters.mail(registrar)["To"].addresses[0].addr_spec, "DomainAbuse@service.aliyun.com")
        t.equal("A: from whom the profile names", letters.mail(registrar)["From"].addresses[0].addr_spec, "abuse@reporter.example")
    cdn = letters.of("cdn", "cloudflare")
    t.check("A: a form is filled in by hand", cdn and cdn.endswith(".txt") and "https://abuse.cloudflare.com/" in letters.text(cdn))
    letters.says(letters.of("brand", "etc"), "ETC利用照会サービス")
    letters.says(letters.of("national", "phishing"), "フィッシング対策協議会")
    letters.of("national", "jpcert")
    letters.says(letters.of("reporter"), "報告")
    urls = [base64.b64decode(x).decode() for x in re.findall(r"base64\): (\S+)", letters.text(registrar))] if registrar else []
    t.equal("A: the link for machines", urls, ["https://mtocgra.cn/?Rfunccode=1013000000&nextfunc=1013000000"])
    report = json.loads(letters.files[registrar.replace(".eml", ".json")]) if registrar else {}
    t.equal("A: XARF, what it is", [report.get("category"), report.get("type")], ["content", "phishing"])
    t.equal("A: XARF, the page", report.get("url"), "https://mtocgra.cn/?Rfunccode=1013000000&nextfunc=1013000000")
    letters.holds_nowhere("rcpt@example.jp")

    shown = Letters(t, letters.case, "A shown", "--show-recipient", "--desk", "network")
    t.check("A: --desk leaves the others out", shown.files and all("-network" in f for f in shown.files), list(shown.files))
    t.check("A: --show-recipient", any("rcpt@example.jp" in text for f in shown.files.values() for text in every_reading(f)))


def world_b(t, letters):
    owner = letters.of("account-owner", "school")
    letters.says(owner, "被害者", "office@example[.]ac[.]jp")
    if owner:
        text = letters.text(owner) + str(letters.mail(owner)["Subject"])
        t.check("B: the school is not called the sender", "送信者はあなた" not in text and "not plausible" not in text.lower())
        report = json.loads(letters.files[owner.replace(".eml", ".json")])
        t.equal("B: XARF for the school", [report["category"], report["type"]], ["infrastructure", "compromised_server"])
    letters.says(letters.of("network", "microsoft"), "20.63.138.218", "stolen")
    letters.says(letters.of("host", "singlehop"), "circulo.example[.]org")
    letters.says(letters.of("registrar"), "may have been broken into")
    registrar = letters.of("registrar")
    t.check("B: a name of years is not to be suspended at once", registrar and "clientHold" not in letters.text(registrar))
    letters.of("registry", "public-interest")
    letters.of("brand", "kagoya")
    letters.holds_nowhere("admin@example.co.jp")


def world_c(t, letters):
    network = letters.of("network", "federal")
    letters.says(network, "153.31.119.142", "Nothing says that you wrote it")
    for role in ("registrar", "registry", "host", "cdn", "account-owner"):
        letters.none(role)
    if network:
        mail = letters.mail(network)
        t.equal("C: a feedback report", [mail.get_content_type(), mail.get_param("report-type")], ["multipart/report", "feedback-report"])
        parts = list(mail.iter_parts())
        t.equal("C: its parts", [p.get_content_type() for p in parts], ["text/plain", "message/feedback-report", "text/rfc822-headers"])
        fields = parts[1].get_payload()[0] if isinstance(parts[1].get_payload(), list) else email.message_from_string(parts[1].get_payload())
        got = {k: fields[k] for k in ("Feedback-Type", "Version", "Source-IP", "Incidents", "Original-Mail-From")}
        want = {"Feedback-Type": "fraud", "Version": "1", "Source-IP": "153.31.119.142", "Incidents": "1", "Original-Mail-From": "<eims@ic.fbi.gov>"}
        t.equal("C: its fields", got, want)
        t.check("C: and who made it", str(fields["User-Agent"]).startswith("mekiki/"))
        header = email.message_from_string(parts[2].get_content() if hasattr(parts[2], "get_content") else parts[2].get_payload(decode=True).decode())
        t.equal("C: the header came along", header["Subject"], "Urgent: threat actor in systems.")


def ledger(t):
    """What was drafted stands in the case, once, and is carried on by hand."""
    case = t.scratch / "A.case"
    letters = [p.name for p in (t.scratch / "letters-A0").iterdir() if not p.name.endswith(".json")]

    def entries():
        return [e for e in json.loads(t.mekiki("case", "show", "--format", "json", case).text)["notebook"] if e["kind"] == "letter"]

    noted = entries()
    t.equal("ledger: every letter", sorted(e["text"] for e in noted), sorted(letters))
    t.equal("ledger: as drafted", {e["state"] for e in noted}, {"drafted"})
    again = t.mekiki("tell", case, "-o", t.scratch / "again")
    t.equal("ledger: again", (again.status, len(entries())), (0, len(noted)))
    t.equal("ledger: a table of them notes nothing", (t.mekiki("tell", case).status, len(entries())), (0, len(noted)))
    t.mekiki("case", "note", case, "--kind", "letter", "--about", "1", "--state", "sent")
    shown = t.mekiki("case", "show", "--lang", "en", case).text
    t.check("ledger: sent", "sent: " in shown, shown[:800])


def formats(t):
    case = t.scratch / "A.case"
    done = t.mekiki("tell", "--format", "arf", case)
    mail = email.message_from_bytes(done.out, policy=email.policy.default)
    t.equal("--format arf", mail.get_content_type(), "multipart/report")
    another_reader(t, done.out)
    done = t.mekiki("tell", "--format", "xarf", case)
    t.equal("--format xarf", json.loads(done.text)["type"], "phishing")
    spam = json.loads(t.mekiki("tell", "--format", "xarf", "--desk", "network", case).text)
    t.equal("--format xarf for the network", [spam["category"], spam["type"], spam["source_identifier"]], ["messaging", "spam", "117.50.174.153"])
    for report in (json.loads(done.text), spam):
        properties(t, report)
    for kind in ("arf", "xarf"):
        inspected = t.mekiki("inspect", "--format", kind, "--profile", WORLDS / "A/site.conf", "--answers", WORLDS / "A/answers.json", WORLDS / "A/mail.eml")
        t.check(f"inspect --format {kind} masks the recipient too", inspected.out and all("rcpt@example.jp" not in x for x in every_reading(inspected.out)))
    t.equal("--format html is none of letters", t.mekiki("tell", "--format", "html", case).status, 2)


SISIMAI = """
use Sisimai; my $read = Sisimai->make($ARGV[0]);
if ($read && @$read == 1) { my $d = $read->[0]->damn; print "$_=$d->{$_}\n" for qw(reason feedbacktype rhost addresser recipient timestamp) }
"""


def another_reader(t, letter):
    """The ARF report as a program for feedback loops reads it, which knows nothing of us."""
    path = t.file("a.arf", letter)
    if subprocess.run(["perl", "-MSisimai", "-e", "1"], stderr=subprocess.DEVNULL).returncode:
        t.skip("ARF read by Sisimai", "libsisimai-perl is not installed")
        return
    said = subprocess.run(["perl", "-e", SISIMAI, path], stdout=subprocess.PIPE, text=True).stdout
    read = dict(line.split("=", 1) for line in said.splitlines())
    t.equal("ARF as Sisimai reads it", [read.get(key) for key in ("reason", "feedbacktype", "rhost", "addresser", "timestamp")],
            ["feedback", "fraud", "117.50.174.153", "etc-meisai@fevcvxs.cn", "1672579322"])
    t.check("ARF as Sisimai reads it: the recipient is masked", read.get("recipient", "rcpt@example.jp") != "rcpt@example.jp", read)


def properties(t, report):
    """What XARF 4 asks of every report, and of these two kinds (xarf-core, content-phishing, messaging-spam)."""
    label = f"XARF {report['type']}"
    t.check(f"{label}: version", re.fullmatch(r"4\.\d+\.\d+", report["xarf_version"]))
    t.check(f"{label}: number", re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", report["report_id"]), report["report_id"])
    t.equal(f"{label}: when", report["timestamp"], "2023-01-01T13:22:02Z")
    for key in ("reporter", "sender"):
        t.equal(f"{label}: {key}", report[key], {"org": "Example CSIRT", "contact": "abuse@reporter.example", "domain": "reporter.example"})
    t.check(f"{label}: source", report["source_identifier"])
    for item in report["evidence"]:
        payload = base64.b64decode(item["payload"], validate=True)
        import hashlib
        t.equal(f"{label}: evidence is what its sum says", item["hash"], "sha256:" + hashlib.sha256(payload).hexdigest())
    if report["type"] == "phishing":
        t.check(f"{label}: url", report["url"].startswith("https://mtocgra.cn/"))
        t.equal(f"{label}: fields of the form", sorted(report["credential_fields"]), ["mail", "password"])
        t.equal(f"{label}: brand", report["target_brand"], "ETC Usage Inquiry Service")
    else:
        t.equal(f"{label}: protocol", report["protocol"], "smtp")
        t.check(f"{label}: sender", report["smtp_from"] == "etc-meisai@fevcvxs.cn", report["smtp_from"])
        t.check(f"{label}: port", 1 <= report["source_port"] <= 65535)


def careful(t):
    case = t.scratch / "A.case"
    folder = t.scratch / "twice"
    t.mekiki("tell", case, "-o", folder, "--desk", "registrar")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    for p in folder.iterdir():
        p.write_bytes(b"worked on")
    done = t.mekiki("tell", case, "-o", folder, "--desk", "registrar")
    t.check("what is there stays", done.status == 2 and all(p.read_bytes() == b"worked on" for p in folder.iterdir()), done.errors)
    t.check("and is named", all(name in done.errors for name in before), done.errors)
    t.equal("letters are for their owner alone", {oct(p.stat().st_mode & 0o777) for p in folder.iterdir()}, {"0o600"})
    trap = t.scratch / "trap"
    trap.mkdir()
    victim = t.file("victim.txt", b"whole")
    os.symlink(victim, trap / next(iter(before)))
    t.mekiki("tell", case, "-o", trap, "--desk", "registrar")
    t.equal("no link is followed", victim.read_bytes(), b"whole")

    plain = t.scratch / "plain.case"
    t.mekiki("inspect", "--case", plain, WORLDS / "controls/etc-usage-notice.eml")
    done = t.mekiki("tell", "--lang", "en", plain, "-o", t.scratch / "none")
    t.check("an honest mail has no letters, and that is said", done.status == 0 and "nobody to tell" in done.text and not list((t.scratch / "none").iterdir()), done.text)
    t.equal("and none in its report", t.inspect(WORLDS / "controls/etc-usage-notice.eml").report["tell"], [])
    t.equal("nor as one report", t.mekiki("tell", "--format", "arf", plain).out, b"")

    bare = t.scratch / "bare.case"
    t.mekiki("inspect", "--case", bare, "--profile", WORLDS / "A/site.conf", WORLDS / "A/mail.eml")
    done = t.mekiki("tell", "--lang", "en", bare, "-o", t.scratch / "bare")
    t.check("who writes is not known: it is said", "reporter-mail" in done.text, done.text)
    t.check("and marked in the letters", any(b"[[ " in p.read_bytes() for p in (t.scratch / "bare").iterdir()))
    t.check("nobody was asked: it is said", "--lookup" in done.text, done.text)

    hostile(t)


def hostile(t):
    """A registry's answer, a display name and a subject that would like to be fields or recipients."""
    answers = json.loads((WORLDS / "A/answers.json").read_text(encoding="utf-8"))
    text = json.dumps(answers, ensure_ascii=False)
    evil = "x@victim.example,y@other.example\\r\\nBcc: z@third.example"
    for was in ("ipas@cnnic.cn", "DomainAbuse@service.aliyun.com"):
        text = text.replace(was, evil)
    case = t.scratch / "evil.case"
    source = (WORLDS / "A/mail.eml").read_bytes()
    source = re.sub(rb"(?m)^Subject:.*(\n[ \t].*)*", b"Subject: =?utf-8?b?" + base64.b64encode("至急\r\nBcc: z@third.example\r\n\r\nbody\u202e".encode()) + b"?=", source, count=1)
    path = t.file("evil.eml", source)
    t.mekiki("inspect", "--profile", WORLDS / "A/site.conf", "--answers", t.file("evil.json", text.encode()), "--case", case, path)
    letters = Letters(t, case, "evil")
    for file in letters.files:
        if file.endswith(".eml"):
            got = letters.mail(file)
            t.check(f"evil: {file} has no field of the sender's", not got["Bcc"] and "third.example" not in str(got["To"]) and "victim.example" not in str(got["To"]), str(got["To"]))
