"""Mails as they are measured: without the marks of the collection they come from.

A corpus has marks of its own: an anonymised recipient, the fields of the one system
that received it, filters' verdicts, the program that stored it. Phish and ham come
from different corpora, so whoever may look at such marks tells the corpora apart and
not the mails. Before anything is measured each mail is therefore handed over anew, on
both sides alike:

 - a new recipient, a person at a domain of ours, everywhere the old one stands: in
   fields, texts, addresses of links, percent signs, quoted-printable and base64;
 - the hops and fields of the receiving systems are gone; one hop of one and the same
   host stands in their place and tells the two things every receiver of these mails
   wrote down, the name the client gave and its address. Reverse names are left out:
   Exchange Online does not write them down, others do;
 - what filters and mail programs of the receiving side noted is gone;
 - results of SPF, DKIM and DMARC: nobody wrote them down in 2002, Exchange Online
   always did. By default they are stripped on both sides; with `results` they are
   written in one and the same form wherever the receiver had recorded them;
 - who is sender and recipient at once becomes two: whether he really wrote to himself
   or was only said to, nobody can tell any more;
 - footers and tags of mailing lists are gone, from whatever part they stand in: legitimate mail came through lists, phish did not. With `bare`, the fields of lists are gone as well.

The clock is the time of the hand-over.
"""

import base64
import binascii
import calendar
import dataclasses
import email.utils
import hashlib
import ipaddress
import quopri
import re
import time

OUR_HOST = b"mx.hoshino-seiki.example"
OUR_DOMAIN = b"hoshino-seiki.example"
OTHER_DOMAIN = b"kitamachi-denki.example"
PROFILE = "own-domain = hoshino-seiki.example\nrelay = mx.hoshino-seiki.example\n"
# Some twenty family names and as many initials: enough that nothing can hang on one.
FAMILY = """tanaka sato suzuki mori ono arai hayashi schmidt meyer martin rossi
garcia silva novak jansen larsen brown evans clarke walker""".split()
GIVEN = "a.;k.;m.;t.;anna.;keiko.;paul.;".split(";")

# Fields that receiving systems, their filters and mail programs add.
RECEIVERS = re.compile(
    rb"""^(?:x-ms-exchange-.*|x-microsoft-antispam.*|x-forefront-.*|x-incoming(?:top)?header.*|x-eop.*|x-message-(?:info|delivery|flag)
    |x-sid-.*|x-sender-ip|x-ms-(?:userlastlogontime|office365-.*|publictraffictype|traffictypediagnostic|oob-.*)|x-tmn|x-csa-complaints
    |x-spam.*|x-rc-.*|x-virus.*|x-amavis.*|xchecker-version|xlevel|xstatus|x-policyd.*|x-greylist|x-mozilla.*|x-account-key|x-uidl
    |x-pm-.*|x-cyrus.*|x-sieve|x-resolved-to|x-delivered-to|x-mail-from|x-original-to|x-forwarded-(?:to|for|encrypted)
    |delivered-to|return-path|old-return-path|envelope-to|delivery-date|status|x-status|lines|content-length|x-gmane.*|x-injected-via-gmane
    |x-resent-(?:by|for|to)|x-source.*|x-antiabuse|x-get-message-sender-via|x-me-.*|x-folder|x-evolution.*|x-keywords|x-dspam.*|x-bogosity
    |x-(?:mailscanner|barracuda|proofpoint|ironport|antispam|pmx|scanned).*|authentication-results-original)$""",
    re.IGNORECASE | re.VERBOSE,
)
RESULTS = re.compile(rb"^(?:authentication-results|received-spf|x-ms-exchange-authentication-results)$", re.IGNORECASE)
LISTS = re.compile(rb"^(?:list-.*|precedence|x-mailman.*|x-beenthere|mailing-list|x-mailing-list|x-loop|archived-at|errors-to|x-list-.*)$", re.IGNORECASE)


@dataclasses.dataclass
class Varied:
    name: str
    data: bytes
    clock: int  # UTC seconds: when it was handed over


# --- the header --------------------------------------------------------------

def split(raw):
    """(fields as (name, bytes), body). The envelope line of mail folders is left out."""
    text = raw.replace(b"\r\n", b"\n").lstrip(b"\n")
    if text.startswith((b"From ", b">From ")):
        text = text.partition(b"\n")[2]
    fields, at = [], 0
    while at < len(text):
        end = text.find(b"\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        if not line:
            at = end + 1
            break
        if line[:1] in b" \t" and fields:
            fields[-1][1] += b"\n" + line
        elif b":" in line:
            fields.append([line.partition(b":")[0].strip(), line])
        else:
            break  # no field: the body begins, as in some old mails
        at = end + 1
    return fields, text[at:]


def value(field):
    return b" ".join(field[1].partition(b":")[2].split())


def organisation(host):
    labels = host.lower().strip(b".[]").split(b".")
    keep = 3 if len(labels) > 2 and labels[-2] in (b"co", b"ac", b"or", b"ne", b"go", b"com", b"org", b"net", b"gov", b"edu") else 2
    return b".".join(labels[-keep:])


MICROSOFT = {b"outlook.com", b"office365.com", b"hotmail.com"}


def hop_of(field):
    """(helo, address, by) of a Received field; address None where no public one stands."""
    text = value(field)
    match = re.match(rb"from\s+(\S+)(.*?)\sby\s+(\S+)", text, re.IGNORECASE)
    if not match:
        by = re.match(rb"(?:.*?\s)?by\s+(\S+)", text, re.IGNORECASE)
        return b"", None, by.group(1) if by else b""
    first, comment, by = match.groups()
    helo = re.search(rb"helo[= ]\s*\[?([^\s()\]]+)", comment, re.IGNORECASE)
    for word in re.findall(rb"[0-9A-Fa-f:.]{7,}", first + b" " + comment):
        try:
            address = ipaddress.ip_address(word.strip(b".:").decode() if b"::" not in word else word.decode())
        except ValueError:
            continue
        if address.is_global:
            return (helo.group(1) if helo else first).strip(b"[]"), str(address).encode(), by
    return first, None, by


def boundary(fields):
    """Index of the field that tells of the hand-over to the receiving side, or None."""
    for n, field in enumerate(fields):
        if field[0].lower() != b"received":
            continue
        helo, address, by = hop_of(field)
        if address is None:
            continue
        here, there = organisation(by), organisation(helo)
        from_edge = re.search(rb"protection\.outlook\.com$", by.lower()) is not None
        if here == there or (here in MICROSOFT and there in MICROSOFT):
            if not (from_edge and b"outbound" in helo.lower()):
                continue
        return n
    return None


def moment(text):
    parsed = email.utils.parsedate_tz(text.decode("ascii", "replace"))
    try:
        return int(email.utils.mktime_tz(parsed)) if parsed else None
    except (ValueError, OverflowError):
        return None


def handed_over(fields, at):
    """When: by the hop itself, else by Date."""
    if at is not None:
        then = moment(value(fields[at]).rpartition(b";")[2])
        if then:
            return then
    for field in fields:
        if field[0].lower() == b"date":
            then = moment(value(field))
            if then:
                return then
    return calendar.timegm((2023, 1, 1, 0, 0, 0))


def stamp(then):
    return time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(then)).encode()


# --- results that the receiver recorded -----------------------------------------

def recorded(fields, at):
    """One field in one form, of what stands above the hand-over; None where nothing does."""
    found = {}
    for field in fields[: at if at is not None else 0]:
        name, text = field[0].lower(), value(field)
        text = re.sub(rb"=\?utf-8\?B\?([^?]*)\?=", lambda m: decoded64(m.group(1)) or m.group(0), text)
        if name == b"received-spf":
            word = re.match(rb"([A-Za-z]+)", text)
            domain = re.search(rb"(?:domain of |: )(?:[^\s@]+@)?([A-Za-z0-9.-]+\.[A-Za-z]+) (?:does not )?designate", text)
            if word and b"spf" not in found:
                found[b"spf"] = (word.group(1).lower(), b"smtp.mailfrom", domain.group(1) if domain else b"")
        elif name == b"authentication-results":
            for method, key in ((b"spf", b"smtp.mailfrom"), (b"dkim", b"header.d"), (b"dmarc", b"header.from")):
                match = re.search(rb"\b" + method + rb"=([a-z]+)", text, re.IGNORECASE)
                if not match:
                    continue
                of = re.search(re.escape(key) + rb"=(?:[^\s;@]*@)?([^\s;]+)", text[match.end():])
                found[method] = (match.group(1).lower(), key, of.group(1) if of else b"")
    if not found:
        return None
    words = [b"%s=%s%s" % (m, r, b" %s=%s" % (k, d) if d and d != b"none" else b"") for m, (r, k, d) in found.items()]
    return b"Authentication-Results: " + OUR_HOST + b";\n\t" + b";\n\t".join(words)


# --- the recipient -----------------------------------------------------------------

def person(seed):
    digest = hashlib.sha256(seed).digest()
    return (GIVEN[digest[0] % len(GIVEN)] + FAMILY[digest[1] % len(FAMILY)]).encode()


TOLD_RECIPIENT = (b"delivered-to", b"x-delivered-to", b"x-original-to", b"envelope-to", b"x-resolved-to", b"x-envelope-to")


def old_recipients(fields, at):
    """Addresses to which the receiving side delivered it."""
    found = []
    for n, field in enumerate(fields):
        name, text = field[0].lower(), value(field)
        above = at is not None and n <= at
        if name == b"received" and above:
            found += re.findall(rb"\sfor <?([^\s<>;]+@[^\s<>;]+)>?", text)
        elif name in TOLD_RECIPIENT and (above or at is None):
            found += re.findall(rb"([^\s<>,;]+@[^\s<>,;]+)", text)
    lists = b" ".join(value(f).lower() for f in fields if f[0].lower() in (b"list-post", b"list-id", b"x-beenthere"))
    return {a.lower() for a in found if a.lower() not in lists and len(a) > 4}


def soft(word):
    """A pattern for a word that quoted-printable may have broken and encoded."""
    pieces = []
    for byte in word:
        one = bytes([byte])
        if one == b"@":
            pieces.append(rb"(?:@|=40|%40|=3D40|=\n40)")
        else:
            pieces.append(re.escape(one))
    return rb"(?:=\n)?".join(pieces)


class Exchange:
    """Puts the new recipient where the old ones stand."""

    def __init__(self, old, new):
        self.local, self.new = new.partition(b"@")[0], new
        self.patterns = []
        for address in sorted(old, key=len, reverse=True):
            local, _, domain = address.partition(b"@")
            self.patterns.append((re.compile(soft(address), re.IGNORECASE), self.whole))
            self.patterns.append((re.compile(re.escape(local) + b"(=|%3D)" + re.escape(domain), re.IGNORECASE), self.verp))
        pot = rb"(?<![A-Za-z0-9])" + soft(b"phishing@pot") + rb"(?:@(?:hotmail|outlook|live|msn)\.[a-z.]+|(?![A-Za-z0-9.-]))"
        # Inside another address, as in bounce addresses: a part of its local part.
        self.patterns.append((re.compile(rb"phishing@pot(?:[=@](?:hotmail|outlook|live|msn)\.[a-z.]+)?(?=[A-Za-z0-9.=+_-]*@)", re.IGNORECASE), self.verp_pot))
        self.patterns.append((re.compile(rb"phishing@pot=(?:hotmail|outlook)\.com", re.IGNORECASE), self.verp_pot))
        self.patterns.append((re.compile(pot, re.IGNORECASE), self.whole))
        self.patterns.append((re.compile(soft(b"phishing@pot"), re.IGNORECASE), self.part))
        needles = [b"phishing@pot", *old]
        self.needles = [n.lower() for n in needles]
        self.inside = re.compile(b"|".join(re.escape(piece) for n in needles for piece in alignments(n)))

    def whole(self, match):
        sign = b"%40" if b"%40" in match.group(0) else b"=40" if b"=40" in match.group(0) else b"@"
        return self.new.replace(b"@", sign)

    def verp(self, match):
        return self.new.replace(b"@", match.group(1))

    def verp_pot(self, match):
        return self.new.replace(b"@", b"=")

    def part(self, match):
        return self.local

    def plain(self, text):
        for pattern, to in self.patterns:
            text = pattern.sub(to, text)
        return text

    def run(self, match):
        """A run of base64 that holds the old one, decoded, changed and encoded again."""
        lines = match.group(0).split(b"\n")
        clear = decoded64(b"".join(lines))
        if clear is None or not any(n in clear.lower() for n in self.needles):
            return match.group(0)
        coded = base64.b64encode(self.everywhere(clear))
        if not lines[0].rstrip(b"=") == lines[0] and len(lines) == 1 and not match.group(0).endswith(b"="):
            coded = coded.rstrip(b"=")
        width = len(lines[0]) if len(lines) > 1 else len(coded)
        return b"\n".join(coded[i : i + width] for i in range(0, len(coded), width))

    def everywhere(self, text):
        text = self.plain(text)
        if not self.inside.search(text.replace(b"\n", b"")):
            return text
        return re.sub(rb"[A-Za-z0-9+/]{16,}={0,2}(?:\n[A-Za-z0-9+/]+={0,2})*", self.run, text)


def decoded64(text):
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def alignments(needle):
    """What surely stands in base64 of a text that holds the needle, for its three places."""
    for lead in range(3):
        whole = base64.b64encode(b"\0" * lead + needle)
        start = (lead * 8 + 5) // 6
        end = (lead + len(needle)) * 8 // 6
        yield whole[start:end]


# --- one mail -------------------------------------------------------------------

TAG = re.compile(rb"^(Subject:\s*(?:(?:re|fwd?|aw):\s*)*)\[[^\]\n]{2,30}\]\s*", re.IGNORECASE)
LIST_WORDS = rb"(?:mailing list|list info|listinfo|unsubscribe|Groups\.io Links|subscription)"
FOOTER_ROOM = 4000
WORDS = re.compile(LIST_WORDS + rb"|Yahoo! Groups Sponsor", re.IGNORECASE)
# What list programs put below a text: behind a line across the page, or the bare address
# of the list's page. What answers quote of it is their authors' text and stays.
FOOTERS = [
    re.compile(rb"(?:^|\n)[ \t]*(?:_{20,}|-{20,}|-=-=-=[-=]*|-- ?)\n(?:(?!>)[^\n]*\n){0,12}?(?!>)[^\n]*" + LIST_WORDS + rb"(?:(?!\n>)[\s\S]){0,900}\Z", re.IGNORECASE),
    re.compile(rb"\n-{10,} Yahoo! Groups Sponsor -[\s\S]{0,1500}\Z"),
    re.compile(rb"\n\s*https?://\S+/(?:mailman/)?listinfo/\S+\s*\Z", re.IGNORECASE),
]
PAGE_FOOTERS = [
    re.compile(
        rb"(?:<hr\b[^>]*>|_{20,}|-{20,}|-=-=-=[-=]*)(?:(?!</?(?:body|blockquote)\b)[\s\S]){0,600}?" + LIST_WORDS + rb"(?:(?!</?(?:body|html|blockquote)\b)[\s\S]){0,1500}(?=</body|</html|\Z)",
        re.IGNORECASE,
    ),
]


def footerless(text, patterns):
    """`text` without a footer; a footer is looked for in its last few thousand bytes."""
    kept, end = text[:-FOOTER_ROOM], text[-FOOTER_ROOM:]
    if not WORDS.search(end):
        return text
    for pattern in patterns:
        end = pattern.sub(b"\n", end)
    return kept + end


def part_without_footer(head, content):
    """A part's content without the footer of a list, in the coding that it had."""
    kind = re.search(rb"^content-type:\s*([^\s;]+)", head, re.IGNORECASE | re.MULTILINE)
    kind = kind.group(1).lower() if kind else b"text/plain"
    coding = re.search(rb"^content-transfer-encoding:\s*(\S+)", head, re.IGNORECASE | re.MULTILINE)
    coding = coding.group(1).lower() if coding else b""
    if not kind.startswith(b"text/"):
        return content
    clear = content
    if coding == b"base64":
        clear = decoded64(b"".join(content.split()))
    elif coding == b"quoted-printable":
        clear = quopri.decodestring(content)
    changed = footerless(clear, PAGE_FOOTERS if kind == b"text/html" else FOOTERS) if clear is not None else clear
    if changed == clear:
        return content
    if coding == b"base64":
        return base64.encodebytes(changed)
    return quopri.encodestring(changed) if coding == b"quoted-printable" else changed


def without_footers(fields, body):
    """The body without footers of lists, those that stand in a part of their own too."""
    head = b"\n".join(f[1] for f in fields)
    names = [a or b for a, b in re.findall(rb'boundary=(?:"([^"\n]+)"|([^\s;"]+))', head + b"\n" + body, re.IGNORECASE)]
    if not re.search(rb"^content-type:\s*multipart/", head, re.IGNORECASE | re.MULTILINE) or not names:
        return part_without_footer(head, body)
    lines = rb"(^--(?:" + b"|".join(re.escape(n) for n in names) + rb")(?:--)?[ \t]*(?:\n|\Z))"
    pieces = re.split(lines, body, flags=re.MULTILINE)
    kept = pieces[:1]
    for line, piece in zip(pieces[1::2], pieces[2::2]):
        own, blank, content = piece.partition(b"\n\n") if not piece.startswith(b"\n") else (b"", b"\n", piece[1:])
        if line.rstrip().endswith(b"--") and piece.strip():
            kept += [line, footerless(b"\n" + piece, FOOTERS)]  # some programs write behind the end
            continue
        if not blank:
            kept += [line, piece]
            continue
        left = part_without_footer(own, content)
        if left == content:
            kept += [line, piece]
        elif left.strip():
            kept += [line, own + blank + left + (b"" if left.endswith(b"\n") else b"\n")]
    return b"".join(kept)


def receivers_id(fields, at):
    """The Message-ID that the receiving side made because there was none, as bytes."""
    if at is None:
        return None
    hosts = set()
    for field in fields[: at + 1]:
        if field[0].lower() == b"received":
            helo, _, by = hop_of(field)
            for host in (by, helo) if field is not fields[at] else (by,):
                hosts.add((host.lower().partition(b".")[0], organisation(host)))
    for field in fields:
        if field[0].lower() == b"message-id":
            domain = value(field).rpartition(b"@")[2].strip(b"<> ").lower()
            if (domain.partition(b".")[0], organisation(domain)) in hosts and b"." in domain:
                return field[1]
    return None


AUTHOR = (b"from", b"sender", b"reply-to")
OURS_ALONE = re.compile(rb"phishing@pot(?:@[a-z.]+)?", re.IGNORECASE)


def vary(name, raw, results=False, bare=False):
    fields, body = split(raw)
    at = boundary(fields)
    then = handed_over(fields, at)
    new = person(raw[:4096] + name.encode()) + b"@" + OUR_DOMAIN
    old = old_recipients(fields, at)
    exchange = Exchange(old, new)
    author = Exchange(old, person(b"author" + raw[:4096]) + b"@" + OTHER_DOMAIN)
    if at is not None:
        helo, address, _ = hop_of(fields[at])
    else:  # nobody wrote down whence it came
        sender = next((value(f) for f in fields if f[0].lower() == b"from"), b"")
        helo = b"mail." + (re.search(rb"@([A-Za-z0-9.-]+)", sender) or re.match(rb"()", b"")).group(1)
        address = b"192.0.2.%d" % (sum(raw[:512]) % 250 + 1)
    envelope = next((value(f) for f in fields if f[0].lower() == b"return-path"), None)
    invented = receivers_id(fields, at)

    out = []
    if envelope is not None:
        out.append(author.everywhere(b"Return-Path: <" + envelope.strip(b"<> ") + b">")
                   if OURS_ALONE.fullmatch(envelope.strip(b"<> ")) or envelope.strip(b"<> ").lower() in old else b"Return-Path: <" + envelope.strip(b"<> ") + b">")
    out.append(b"Delivered-To: " + new)
    result = recorded(fields, at) if results else None
    if result:
        out.append(result)
    out.append(b"Received: from %s (%s) by\n %s with ESMTPS id %s\n for <%s>; %s"
               % (helo or b"unknown", address, OUR_HOST, hashlib.sha256(raw).hexdigest()[:11].upper().encode(), new, stamp(then)))
    kept = fields[at + 1 :] if at is not None else fields
    # Some receivers put their hop below fields of the message itself.
    above = [f for f in fields[: at or 0] if f[0].lower() in (b"from", b"to", b"cc", b"subject", b"date", b"message-id", b"reply-to", b"sender",
             b"mime-version", b"content-type", b"content-transfer-encoding", b"list-id", b"list-unsubscribe", b"precedence", b"x-mailer")]
    for field in above + kept:
        if RECEIVERS.match(field[0]) or RESULTS.match(field[0]) or field[1] is invented:
            continue
        if bare and LISTS.match(field[0]):
            continue
        text = author.everywhere(field[1]) if field[0].lower() in AUTHOR else field[1]
        out.append(TAG.sub(rb"\1", text))
    body = without_footers(fields, body)
    text = b"\n".join(out) + b"\n\n" + body
    return Varied(name, exchange.everywhere(encoded_words(text, exchange)), then)


def encoded_words(text, exchange):
    head, blank, body = text.partition(b"\n\n")

    def change(match):
        charset, coding, inner = match.groups()
        clear = decoded64(inner) if coding in b"Bb" else quopri.decodestring(inner.replace(b"_", b" "))
        if clear is None or not any(n in clear.lower() for n in exchange.needles):
            return match.group(0)
        return b"=?%s?B?%s?=" % (charset, base64.b64encode(exchange.plain(clear)))

    return re.sub(rb"=\?([^?\s]+)\?([BbQq])\?([^?\s]*)\?=", change, head) + blank + body
