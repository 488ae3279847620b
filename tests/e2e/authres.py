"""--format authres: a field in our name, which is read back as what was evaluated."""

import re

from harness import SPECIMENS

AUTH = SPECIMENS / "auth"
CLOCK = "2026-01-10T00:00:00Z"
LINE = re.compile(r"(Authentication-Results: mx\.example\.jp"
                  r"|\t(spf|dkim|dmarc|arc)=[a-z]+"
                  r"|\t\t(smtp\.mailfrom|smtp\.helo|header\.(d|s|a|from|oldest-pass))=[a-z0-9._-]+"
                  r"|\t\theader\.b=\"[A-Za-z0-9+/]{8}\""
                  r"|\t\treason=\"[A-Za-z0-9 (),.;=:'_-]+\")(;|; none)?")


def run(t):
    mails = sorted(AUTH.glob("*.eml"))
    written = [(mail, field(t, mail)) for mail in mails if mail.with_suffix(".answers.json").exists()]
    t.check("there are specimens", len(written) > 50)
    odd = [(mail.name, line) for mail, text in written for line in text.splitlines() if not LINE.fullmatch(line)]
    t.equal("every line is of its form", odd, [])
    read_back(t, written)
    offline = t.mekiki("inspect", "--format", "authres", "--profile", AUTH / "own.conf", mails[0])
    t.equal("nothing asked, nothing told", offline.text, "Authentication-Results: mx.example.jp; none\n")
    refused = t.mekiki("dmarc", "--format", "authres", "example.com")
    t.equal("only a message has such a field", (refused.status, "authres" in refused.errors), (2, True))


def field(t, mail):
    return t.mekiki("inspect", "--format", "authres", "--profile", AUTH / "own.conf", "--clock", CLOCK,
                    "--answers", mail.with_suffix(".answers.json"), mail).text


def read_back(t, written):
    """Put in front of the mail, where our server would write it."""
    for n, (mail, text) in enumerate(written):
        again = t.file(f"{n}.eml", text.replace("\n", "\r\n").encode() + mail.read_bytes())
        got = [(r["method"], r["result"]) for r in t.inspect("--profile", AUTH / "own.conf", again).report["auth"]["recorded"]
               if r["offset"] == 0]
        want = re.findall(r"^\t(\w+)=(\w+)", text, re.M)
        t.equal(f"{mail.name}: read back", got, want)
