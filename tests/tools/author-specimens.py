#!/usr/bin/env python3
"""Writes the specimens of authentication: mails, their answers, what is expected.

    tests/tools/author-specimens.py [--check]

The result is committed (tests/specimens/auth); --check only says whether it is what would
be written. Rows are those of the attacks on SPF, DKIM, DMARC and ARC, and on the ways that
mail takes; beside each stands a harmless twin.
"""

import functools
import json
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from authored import Key, sealed, signed  # noqa: E402

AUTH = pathlib.Path(__file__).resolve().parents[1] / "specimens/auth"
CLIENT = "192.0.2.7"
IN_FULL = "from:from:to:subject:date:message-id:mime-version:content-type:reply-to"
PASS = f"v=spf1 ip4:{CLIENT} -all"
files = {}
key = functools.lru_cache(None)(Key)


def hop(helo="mx.sender.example", ip=CLIENT, by="mx.example.jp", for_="ann@example.jp", when="05 Jan 2026 10:00:09", proto="ESMTPS"):
    return (f"Received: from {helo} ({helo} [{ip}])\r\n\tby {by} (Postfix) with {proto} id 4A1B2C3D4E\r\n"
            f"\tfor <{for_}>; Mon, {when} +0900 (JST)\r\n")


def path(address):
    return f"Return-Path: <{address}>\r\n"


def mail(sender="Bob <bob@sender.example>", to="ann@example.jp", subject="The minutes of Monday", body="Dear Ann,\r\n\r\nhere are the minutes.\r\n\r\nBob\r\n", more=""):
    return (f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\nDate: Mon, 05 Jan 2026 10:00:00 +0900\r\n"
            f"Message-ID: <20260105100000.1@sender.example>\r\n{more}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}").encode()




def entry(question, text):
    if text is None:
        return {"question": question, "status": "no-data"}
    if text.startswith("!"):
        status, _, reason = text[1:].partition(": ")
        return {"question": question, "status": status, **({"reason": reason} if reason else {})}
    if not question.startswith("dns TXT"):
        return {"question": question, "data": [text]}
    return {"question": question, "data": [" ".join(f'"{text[i:i + 200]}"' for i in range(0, max(len(text), 1), 200))]}


def put(name, content, expect, records=None, default="no-such-name"):
    """`records`: name -> TXT, or "A name" -> data; NAME.answers.json. None: no answers."""
    files[f"{name}.eml"] = content if isinstance(content, bytes) else content.encode()
    files[f"{name}.expect"] = (expect.strip() + "\n").encode()
    if records is None:
        return
    answers = []
    for question, text in sorted(records.items()):
        question = f"dns {question}" if " " in question else f"dns TXT {question}"
        answers.append(entry(question, text))
    files[f"{name}.answers.json"] = (json.dumps({"default": default, "answers": answers}, indent=1) + "\n").encode()


def spf(record, **more):
    return {"sender.example": record, **{k.replace("__", "."): v for k, v in more.items()}}




def arrived(content, sender="bob@sender.example", **how):
    return (path(sender) + hop(**how)).encode() + content


# --- the envelope, SPF ---------------------------------------------------------------------

def envelopes():
    put("envelope-below-the-author-that-does-not-exist", arrived(mail(), "x@no.sender.example", helo="relay.other.example"),
        "auth.spf-no-such-domain\nspf mailfrom none\nspf helo pass\n!dmarc pass",
        {"relay.other.example": PASS, "sender.example": "v=spf1 -all", "_dmarc.sender.example": "v=DMARC1; p=reject"})
    put("envelope-below-the-author-that-does-not-exist.twin-no-record", arrived(mail(), "x@no.sender.example", helo="relay.other.example"),
        "!auth.spf-no-such-domain\nspf mailfrom none", {"relay.other.example": PASS, "no.sender.example": None})
    for name, address, twin, why in (
            ("comment-never-closed", "(x@sender.example", "x@sender.example", "plain"),
            ("comment-behind-the-domain", "x@sender.example(.other.example", '"x(y)"@sender.example', "quoted"),
            ("two-ats", "x@bank.example'@sender.example", "SRS0=Ab+=x=c.example=o'neil@sender.example", "rewritten"),
            ("route", "@relay.example,@b.example:x@sender.example", "x.y@sender.example", "plain")):
        put(f"envelope-{name}", arrived(mail(), address), "auth.envelope-odd\n!dmarc pass", {})
        put(f"envelope-{name}.twin-{why}", arrived(mail(), twin), "!auth.envelope-odd", {})


def spf_terms():
    lists = {
        "lets-everybody-in": ("v=spf1 +all", {}, "auth.spf-weak\nspf mailfrom pass"),
        "lets-everybody-in.twin-one-address": (PASS, {}, "!auth.spf-weak\nspf mailfrom pass"),
        "of-a-shared-service": ("v=spf1 include:_spf.cloud.example -all", {"_spf.cloud.example": "v=spf1 ip4:192.0.2.0/24 -all"}, "auth.spf-weak\nspf mailfrom pass"),
        "of-a-shared-service.twin-own-include": ("v=spf1 include:_spf.sender.example -all", {"_spf.sender.example": PASS}, "!auth.spf-weak\nspf mailfrom pass"),
        "by-reverse-name": ("v=spf1 ptr -all", {"PTR 7.2.0.192.in-addr.arpa": "pool-7.sender.example.", "A pool-7.sender.example": CLIENT}, "auth.spf-weak\nspf mailfrom pass"),
        "leans-on-a-name-that-is-gone": ("v=spf1 a:relay.gone.example ip4:192.0.2.7 -all", {}, "auth.spf-dangling\nspf mailfrom pass"),
        "includes-a-name-that-is-gone": ("v=spf1 include:_spf.gone.example ip4:192.0.2.7 -all", {}, "auth.spf-dangling\nspf mailfrom permerror"),
        "leans-on-a-name-that-is-gone.twin-exists": ("v=spf1 exists:%{ir}.allow.sender.example ip4:192.0.2.7 -all", {}, "!auth.spf-dangling\nspf mailfrom pass"),
        "carries-the-recipient": ("v=spf1 exists:%{l}.track.example -all", {}, "spf mailfrom unchecked\n!spf mailfrom fail"),
        "carries-the-recipient.twin-address": ("v=spf1 exists:%{ir}.allow.sender.example -all", {"A 7.2.0.192.allow.sender.example": "127.0.0.2"}, "spf mailfrom pass"),
        "eleven-terms-that-ask": ("v=spf1 " + " ".join(f"a:h{i}.sender.example" for i in range(11)) + " -all", {f"A h{i}.sender.example": "198.51.100.1" for i in range(11)}, "spf mailfrom permerror"),
        "eleven-terms-that-ask.twin-ten": ("v=spf1 " + " ".join(f"a:h{i}.sender.example" for i in range(10)) + " -all", {f"A h{i}.sender.example": "198.51.100.1" for i in range(10)}, "spf mailfrom fail"),
        "three-that-find-nothing": ("v=spf1 a:x.sender.example a:y.sender.example a:z.sender.example ip4:192.0.2.7 -all", {f"A {n}.sender.example": None for n in "xyz"}, "spf mailfrom permerror"),
        "three-that-find-nothing.twin-two": ("v=spf1 a:x.sender.example a:y.sender.example ip4:192.0.2.7 -all", {f"A {n}.sender.example": None for n in "xy"}, "spf mailfrom pass"),
        "that-includes-itself": ("v=spf1 include:sender.example -all", {}, "spf mailfrom permerror"),
        "no-answer": ("!timeout", {"mx.sender.example": "!failed"}, "auth.lookup-failed\nspf mailfrom temperror\n!spf mailfrom fail"),
        "no-time-left": ("!timeout: no answer within the time that one message may wait", {}, "limit.waiting\n!auth.lookup-failed\nclass undecided"),
        "no-answer.twin-nothing-published": (None, {}, "!auth.lookup-failed\nspf mailfrom none"),
    }
    for name, (record, more, expect) in lists.items():
        sender = "bounce-ann=example.jp@sender.example" if "recipient" in name else "bob@sender.example"
        put(f"spf-{name}", arrived(mail(), sender), expect, {**spf(record), **more})


# --- signatures ----------------------------------------------------------------------------

def named_oddly():
    nul = mail().replace(b"From:", b"DKIM-Signature: v=1; a=rsa-sha256; d=bank.example; s=k._domainkey.evil.example.\0.x; h=from; bh=AAAA; b=AAAA\r\nFrom:", 1)
    put("selector-with-a-nul", arrived(nul), "auth.dkim-name-odd\n!dkim pass", {"k._domainkey.evil.example": key("a").record()})
    quoted = mail().replace(b"From:", b"DKIM-Signature: v=1; a=rsa-sha256; d=bank.example(.evil.example; s=k; h=from; bh=AAAA; b=AAAA\r\nFrom:", 1)
    put("signer-with-a-parenthesis", arrived(quoted), "auth.dkim-name-odd\n!dkim pass", {})
    good = signed(mail(), key("a"), "sender.example", "k_1")
    put("signer-with-a-parenthesis.twin-underscore", arrived(good), "!auth.dkim-name-odd\ndkim pass", {"k_1._domainkey.sender.example": key("a").record()})


def own():
    return {"k1._domainkey.sender.example": key("a").record(), **spf(PASS)}


def what_is_open():
    full = signed(mail(), key("a"), "sender.example", names=IN_FULL)
    put("signed-in-full", arrived(full), "dkim pass\n!auth.dkim-open\n!auth.dkim-key\n!auth.dkim-replay\n!auth.dkim-after-handover\n!auth.signed-first", own())
    bare = signed(mail(), key("a"), "sender.example", names="from:date")
    put("subject-not-signed", arrived(bare), "auth.dkim-open\ndkim pass", own())
    once = signed(mail(), key("a"), "sender.example")
    put("second-subject-above-a-signature", arrived(b"Subject: You have won\r\n" + once), "auth.dkim-open\ndkim pass", own())
    twice = signed(mail(), key("a"), "sender.example", names="from:to:subject:subject:date:message-id")
    put("second-subject-above-a-signature.twin-oversigned", arrived(b"Subject: You have won\r\n" + twice), "dkim fail\n!dkim pass", own())
    put("second-author-above-a-signature", arrived(b"From: Bank <desk@bank.example>\r\n" + once), "auth.dkim-open\nfrom.several-fields\ndkim pass\n!dmarc bank.example pass", own())
    tail = signed(mail(), key("a"), "sender.example", names=IN_FULL, limit=20)
    put("text-behind-the-signed-length", arrived(tail), "auth.dkim-open\ndkim pass", own())
    whole = signed(mail(), key("a"), "sender.example", names=IN_FULL, limit=len("Dear Ann,\r\n\r\nhere are the minutes.\r\n\r\nBob\r\n"))
    put("text-behind-the-signed-length.twin-all", arrived(whole), "!auth.dkim-open\ndkim pass", own())


def changed_in_transit():
    once = signed(mail(), key("a"), "sender.example")
    put("footer-added", arrived(once + b"-- \r\nthe list of minutes\r\n"), "dkim fail\nrepair footer", own())
    put("subject-tag-added", arrived(once.replace(b"Subject: The", b"Subject: [minutes] The")), "dkim fail\nrepair subject-tag", own())
    eight = signed(mail(body="Gr\u00fc\u00dfe aus K\u00f6ln\r\n"), key("a"), "sender.example")
    head, body = eight.split(b"\r\n\r\n", 1)
    quoted = "Gr=C3=BC=C3=9Fe aus K=C3=B6ln\r\n".encode()
    put("body-encoded-anew", arrived(head + b"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted), "dkim fail\nrepair re-encoded", own())
    put("body-replaced", arrived(head + b"\r\n\r\nsend money\r\n"), "dkim fail\n!repair *", own())
    put("footer-added.twin-as-signed", arrived(once), "dkim pass\n!repair *", own())


def key_records():
    once = signed(mail(), key("a"), "sender.example", names=IN_FULL)
    rows = {
        "testing": (once, key("a").record("t=y; "), "auth.dkim-key\ndkim pass"),
        "revoked": (once, "v=DKIM1; k=rsa; p=", "dkim permerror\n!dkim pass"),
        "gone": (once, "!no-such-name", "dkim permerror\n!dkim fail"),
        "of-1024-bits": (signed(mail(), key("s", 1024), "sender.example"), key("s", 1024).record(), "auth.dkim-key\ndkim pass"),
        "of-768-bits": (signed(mail(), key("t", 768), "sender.example"), key("t", 768).record(), "auth.dkim-key\ndkim policy"),
        "of-a-faulty-maker": (signed(mail(), key("f", 1024, True), "sender.example"), key("f", 1024, True).record(), "auth.dkim-key"),
        "of-2048-bits.twin": (once, key("a").record(), "!auth.dkim-key\ndkim pass"),
    }
    for name, (content, record, expect) in rows.items():
        put(f"key-{name}", arrived(content), expect, {"k1._domainkey.sender.example": record})
    both = signed(signed(mail(), key("a"), "sender.example", names=IN_FULL), key("a"), "shop.example", names=IN_FULL)
    put("key-under-two-names", arrived(both), "auth.dkim-key", {**own(), "k1._domainkey.shop.example": key("a").record()})


def says_little():
    rows = {
        "expired": (signed(mail(), key("a"), "sender.example", extra="t=1767500000; x=1767560000; "), "sender.example", "dkim policy\n!dkim pass"),
        "expired-since.twin": (signed(mail(), key("a"), "sender.example", extra="t=1767570000; x=1767650000; "), "sender.example", "dkim pass"),
        "by-sha1": (signed(mail(), key("a"), "sender.example", sha1=True), "sender.example", "dkim policy\n!dkim pass"),
        "of-another-domain": (signed(mail(), key("a"), "evil.example"), "evil.example", "dkim pass\nid.dkim-elsewhere\n!dmarc pass"),
    }
    for name, (content, domain, expect) in rows.items():
        put(f"signature-{name}", arrived(content, "x@evil.example" if "another" in name else "bob@sender.example"), expect,
            {f"k1._domainkey.{domain}": key("a").record(), "_dmarc.sender.example": "v=DMARC1; p=reject"})


# --- ways ----------------------------------------------------------------------------------

def ways():
    notice = signed(mail(to="carol@shop.example", subject="Your account"), key("a"), "sender.example", names=IN_FULL, extra="t=1767200000; ")
    put("replayed", arrived(notice, "x@other.example", helo="out.other.example"), "auth.dkim-replay\ndkim pass",
        {**own(), "other.example": PASS})
    put("replayed.twin-from-the-signer", arrived(notice), "!auth.dkim-replay\ndkim pass", own())
    direct = signed(mail(subject="Your account"), key("a"), "sender.example", names=IN_FULL)
    put("replayed.twin-for-this-reader", arrived(direct, "x@other.example", helo="out.other.example"), "!auth.dkim-replay\ndkim pass", {**own(), "other.example": PASS})
    listed = mail(to="minutes@list.example", more="List-Id: <minutes.list.example>\r\nList-Post: <mailto:minutes@list.example>\r\n")
    kept = signed(listed, key("a"), "sender.example")
    put("replayed.twin-list", arrived(kept, "minutes-bounces@list.example", helo="list.example"), "!auth.dkim-replay\n!auth.list-author\ndkim pass\nid.list",
        {**own(), "list.example": PASS})
    put("list-broke-the-signature", arrived(kept + b"-- \r\nthe list\r\n", "minutes-bounces@list.example", helo="list.example"), "auth.list-author\nid.list\ndkim fail",
        {**own(), "list.example": PASS})
    rewritten = mail(sender='"Bob via minutes" <minutes@list.example>', to="minutes@list.example", more="List-Id: <minutes.list.example>\r\nList-Post: <mailto:minutes@list.example>\r\n")
    put("list-rewrote-the-author", arrived(rewritten, "minutes-bounces@list.example", helo="list.example"), "auth.list-author", {"list.example": PASS})
    member = mail(sender="Dora <dora@list.example>", to="minutes@list.example", more="List-Id: <minutes.list.example>\r\nList-Post: <mailto:minutes@list.example>\r\n")
    put("list-rewrote-the-author.twin-member", arrived(member, "minutes-bounces@list.example", helo="list.example"), "!auth.list-author\nid.list", {"list.example": PASS})
    for name, local in (("srs", "SRS0=Ab1c=XY=sender.example=bob"), ("provider", "bounces+SRS=aB3dE=XY=sender.example=bob"), ("account", "carol+caf_=ann=example.jp")):
        put(f"forwarded-{name}", arrived(mail(), f"{local}@fwd.example", helo="out.fwd.example"), "auth.forwarded\nspf mailfrom pass\n!dmarc pass",
            {"fwd.example": PASS, "_dmarc.sender.example": "v=DMARC1; p=none"})
    put("forwarded-srs.twin-own-bounces", arrived(mail(), "bounce+ann=example.jp@sender.example"), "!auth.forwarded", own())
    below = hop(helo="pc.home.example", ip="203.0.113.9", by="relay.sender.example", for_="ann@example.jp", when="05 Jan 2026 10:00:04", proto="ESMTP").encode()
    put("signed-after-a-stranger-handed-over", arrived(signed(below + mail(), key("a"), "sender.example")), "auth.dkim-after-handover\ndkim pass", own())
    login = below.replace(b"with ESMTP ", b"with ESMTPSA ")
    put("signed-after-a-stranger-handed-over.twin-login", arrived(signed(login + mail(), key("a"), "sender.example")), "!auth.dkim-after-handover\ndkim pass", own())
    first = signed(signed(mail(), key("b"), "esp.example", "e"), key("a"), "sender.example")
    put("author-signed-later", arrived(first), "auth.signed-first\ndkim pass", {**own(), "e._domainkey.esp.example": key("b").record()})
    put("author-signed-later.twin-alone", arrived(signed(mail(), key("a"), "sender.example")), "!auth.signed-first", own())
    put("second-dialogue-in-the-text", arrived(mail(body="hello\n.\r\nMAIL FROM:<ceo@bank.example>\r\nRCPT TO:<ann@example.jp>\r\nDATA\r\nFrom: ceo@bank.example\r\n\r\npay\r\n")), "msg.smuggled")
    put("second-dialogue-in-the-text.twin-transcript", arrived(mail(body="What the log shows:\r\n.\r\n250 ok\r\nMAIL FROM:<ceo@bank.example>\r\n250 ok\r\nRCPT TO:<ann@example.jp>\r\n250 ok\r\nDATA\r\n354 go\r\n")), "!msg.smuggled")
    files["own.conf"] = b"own-domain = example.jp\nrelay = mx.example.jp\nauthserv-id = mx.example.jp\n"
    inside = mail(sender="The boss <boss@example.jp>", subject="A payment")
    put("own-domain-from-outside", arrived(inside, "boss@example.jp", helo="dsl.home.example"), "with --profile own.conf\nid.own-domain-spoof\nauth.spf-own-domain\nspf mailfrom fail", {"example.jp": "v=spf1 ip4:198.51.100.0/24 -all"})
    logged = path("boss@example.jp") + hop(helo="dsl.home.example", proto="ESMTPSA").replace("(dsl.home.example [192.0.2.7])", "(dsl.home.example [192.0.2.7])\r\n\t(Authenticated sender: boss@example.jp)")
    put("own-domain-from-outside.twin-login", logged.encode() + inside, "with --profile own.conf\n!auth.spf-own-domain", {"example.jp": "v=spf1 ip4:198.51.100.0/24 -all"})


def arc():
    once = signed(mail(), key("a"), "sender.example")
    one, fields = sealed(once, key("b"), "list.example", "spf=pass smtp.mailfrom=sender.example; dmarc=pass header.from=sender.example")
    zone_ = {**own(), "arc._domainkey.list.example": key("b").record()}
    put("chain-of-a-stranger", arrived(one, "x@list.example", helo="list.example"), "auth.arc-evaluated\narc pass", zone_)
    put("chain-broken", arrived(one.replace(b"dmarc=pass header", b"dmarc=fail header"), "x@list.example", helo="list.example"), "auth.arc-evaluated\narc fail\n!arc pass", zone_)
    put("chain-of-a-stranger.twin-none", arrived(once), "!auth.arc-evaluated", zone_)
    two, _ = sealed(one, key("b"), "list.example", "arc=pass", 2, "pass", earlier=fields)
    put("chain-of-two", arrived(two, "x@list.example", helo="list.example"), "arc pass", zone_)


# --- DMARC, results ------------------------------------------------------------------------

def dmarc():
    stranger = arrived(mail(), "x@evil.example", helo="out.evil.example")
    rows = {
        "asks-for-nothing": ({"_dmarc.sender.example": "v=DMARC1; p=none"}, "auth.dmarc-policy\ndmarc fail"),
        "asks-for-nothing.twin-reject": ({"_dmarc.sender.example": "v=DMARC1; p=reject"}, "!auth.dmarc-policy\ndmarc fail\nauth.dmarc-evaluated"),
        "is-only-tried": ({"_dmarc.sender.example": "v=DMARC1; p=reject; t=y"}, "auth.dmarc-policy\nauth.dmarc-differs"),
        "is-published-twice": ({"_dmarc.sender.example": "!failed"}, "dmarc temperror\nauth.lookup-failed\n!dmarc fail"),
    }
    for name, (records, expect) in rows.items():
        put(f"policy-{name}", stranger, expect, {"evil.example": PASS, **records})
    deep = mail(sender="Bob <bob@a.b.sender.example>")
    put("standards-differ", arrived(deep, "x@c.sender.example", helo="mx.c.sender.example"), "auth.dmarc-differs",
        {"c.sender.example": PASS, "_dmarc.b.sender.example": "v=DMARC1; p=reject; psd=n", "_dmarc.sender.example": "v=DMARC1; p=none"})
    put("standards-differ.twin-agree", arrived(deep, "x@c.sender.example", helo="mx.c.sender.example"), "!auth.dmarc-differs\ndmarc pass",
        {"c.sender.example": PASS, "_dmarc.sender.example": "v=DMARC1; p=reject"})
    two = mail(sender="Bob <bob@sender.example>, Bank <desk@bank.example>")
    both = {"_dmarc.sender.example": "v=DMARC1; p=reject", "_dmarc.bank.example": "v=DMARC1; p=reject"}
    put("two-authors-one-passes", arrived(two), "auth.dmarc-several\ndmarc sender.example pass\n!dmarc bank.example pass", {**own(), **both})
    put("two-authors-one-passes.twin-one-domain", arrived(mail(sender="Bob <bob@sender.example>, Carol <carol@sender.example>")), "!auth.dmarc-several\ndmarc pass", {**own(), **both})


def budgets():
    put("asks-for-more-than-allowed", arrived(mail()), "with --questions 2\nlimit.questions\nclass undecided", own())
    put("asks-for-more-than-allowed.twin-enough", arrived(mail()), "with --questions 50\n!limit.questions\nclass unremarkable", own())
    hidden = "ann@example.jp".encode().hex()
    put("selector-with-the-recipient", arrived(signed(mail(), key("a"), "sender.example", hidden)), "dkim unchecked\n!dkim pass", {f"{hidden}._domainkey.sender.example": key("a").record()})
    other = "dora@example.jp".encode().hex()
    put("selector-with-the-recipient.twin-another", arrived(signed(mail(), key("a"), "sender.example", other)), "dkim pass", {f"{other}._domainkey.sender.example": key("a").record()})


def recorded():
    def result(text):
        return f"Authentication-Results: mx.example.jp;\r\n\t{text}\r\n".encode()

    once = signed(mail(), key("a"), "sender.example", names=IN_FULL)
    took = result("dkim=pass header.d=sender.example header.s=k1; spf=pass smtp.mailfrom=bob@sender.example; dmarc=pass header.from=sender.example")
    now = {**own(), "_dmarc.sender.example": "v=DMARC1; p=reject"}

    def delivered(field, content, sender="bob@sender.example"):
        return path(sender).encode() + field + hop().encode() + content

    put("recorded-and-the-key-is-gone", delivered(took, once), "with --profile own.conf\nauth.dkim-differs\n!auth.spf-differs\n!auth.dmarc-recorded-differs", {**now, "k1._domainkey.sender.example": "!no-such-name"})
    put("recorded-and-all-is-gone", delivered(took, once), "with --profile own.conf\nauth.dkim-differs\nauth.spf-differs\nauth.dmarc-recorded-differs", {})
    put("recorded-and-the-key-is-gone.twin-the-same", delivered(took, once), "with --profile own.conf\n!auth.*differs\ndkim pass", now)
    put("recorded-and-not-asked-today.twin", delivered(took, once), "with --profile own.conf\n!auth.*differs", {}, "not-recorded")
    forged = result("spf=pass smtp.mailfrom=x@bank.example; dmarc=pass header.from=bank.example")
    put("results-in-our-name", path("bob@sender.example").encode() + hop().encode() + forged + mail(), "with --profile own.conf\nauth.results-forged", {})
    put("results-in-our-name.twin-ours", delivered(result("dmarc=none header.from=sender.example"), mail()), "with --profile own.conf\n!auth.results-forged", {})


def main():
    for write in (envelopes, spf_terms, named_oddly, what_is_open, changed_in_transit, key_records, says_little, ways, arc, dmarc, budgets, recorded):
        write()
    AUTH.mkdir(exist_ok=True)
    there = {p.name for p in AUTH.iterdir()}
    wrong = sorted(there - set(files)) + sorted(n for n, b in files.items() if n not in there or (AUTH / n).read_bytes() != b)
    if "--check" in sys.argv[1:]:
        print("\n".join(wrong) or "all as authored")
        return 1 if wrong else 0
    for name in there - set(files):
        (AUTH / name).unlink()
    for name, content in files.items():
        (AUTH / name).write_bytes(content)
    print(f"{len(files)} files, {len(wrong)} of them new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
