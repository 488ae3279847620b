"""What the suites of registries' answers share: reading many of them, comparing dates and
names."""

import datetime
import hashlib
import re

ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "JST": 540, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180,
         "MSK": 180, "EST": -300, "EDT": -240, "CLT": -240, "CLST": -180, "PST": -480, "PDT": -420, "KST": 540,
         "WAT": 60, "CAT": 120, "EAT": 180, "SAST": 120, "BRT": -180, "BRST": -120, "SGT": 480, "MYT": 480}


def read_all(ctx, kind, answers):
    """`answers` is a list of (bytes, server, query): the facts of each."""
    return ctx.read(
        kind,
        [
            # a JSON text has no bytes: what is no UTF-8 goes through one at a time
            {"input": text.decode("utf-8"), "server": server, "query": query}
            for text, server, query in answers
        ],
    )


def is_utf8(text):
    try:
        text.decode("utf-8")
        return True
    except UnicodeDecodeError:
        return False


def read_each(ctx, kind, answers):
    """The same for any bytes: those that are no UTF-8 are given as they are, alone."""
    import json

    plain = [i for i, a in enumerate(answers) if is_utf8(a[0])]
    facts = dict(zip(plain, read_all(ctx, kind, [answers[i] for i in plain])))
    for i, (text, _server, _query) in enumerate(answers):
        if i not in facts:
            facts[i] = json.loads(ctx.command(["read", kind], stdin=text).stdout)
    return [facts[i] for i in range(len(answers))]


def moment(text):
    """(naive UTC or wall-clock datetime, has a time, has a zone); None where it is none."""
    m = re.match(
        r"^(\d{4})[-/](\d\d?)[-/](\d\d?)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(Z|[A-Z]{2,4}|[+-]\d\d:?\d\d)?$",
        text.strip(),
    )
    if not m:
        return None
    year, month, day, hour, minute, second, zone = m.groups()
    when = datetime.datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    if hour and zone:
        minutes = ZONES.get(zone)
        if minutes is None and zone.isalpha():
            return None
        if minutes is None:
            sign = -1 if zone[0] == "-" else 1
            minutes = sign * (int(zone[1:3]) * 60 + int(zone[-2:]))
        when -= datetime.timedelta(minutes=minutes)
    return when, bool(hour), bool(zone)


def same_time(want, facts, key):
    """A time without a zone in the suite is the registry's own clock: ours is compared with
    that where we know the registry's zone."""
    have = facts[key]
    if want is None:
        return have is None
    if have is None:
        return False
    wanted, had = moment(want), moment(have)
    if wanted is None or had is None:
        return False
    if wanted[0] == had[0]:
        return True
    if not had[1] or not wanted[1]:
        return wanted[0].date() == had[0].date()
    # The suite took a clock without a zone as it stands; where the text or the registry
    # tells the zone, ours is UTC.
    zone = facts["as_written"][key]["zone"]
    apart = abs((wanted[0] - had[0]).total_seconds())
    return zone in ("known", "stated") and not wanted[2] and apart <= 14 * 3600


def squeeze_status(text):
    text = re.split(r"\s+\(|\s+https?:", text.strip())[0]
    return re.sub(r"[^a-z0-9]", "", text.lower())


def words(text):
    return re.sub(r"\s+", " ", text or "").strip()


def half(key):
    """0 or 1, by the name alone: rules are made while looking at one half of a suite, and
    the other half tells whether they are general."""
    return hashlib.sha1(str(key).encode()).digest()[0] & 1
