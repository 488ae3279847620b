"""The timeline of the published investigations: every date, who says so, and nothing that cannot have been."""

from harness import WORLDS
from worlds import arguments

QUICK = True

# What the author of A found by hand, or what follows from it by arithmetic: (time or day, kind, who).
OF_A = [
    ("2021-10-24T12:50:00Z", "registered", "gmo"),
    ("2022-02-19T04:29:35Z", "registered", "whois.cnnic.cn"),  # mtocgra.cn, 12:29:35 +0800
    ("2022-03-11T04:25:57Z", "registered", "whois.cnnic.cn"),  # tkoviax.cn
    ("2022-10-24T23:59:59Z", "expires", "gmo"),
    ("2023-01-01T01:05:06Z", "updated", "gmo"),
    ("2023-01-01T09:10:16Z", "certificate", "GTS CA 1P5"),
    ("2023-01-01T12:41:04Z", "date", "fevcvxs.cn"),
    ("2023-01-01T13:22:02Z", "handed-over", "mx.example.jp"),
    ("2023-01-06", "free", "RFC 3915"),
    ("2023-02-19T04:29:35Z", "expires", "whois.cnnic.cn"),
    ("2023-03-11T04:25:57Z", "expires", "whois.cnnic.cn"),
    ("2023-04-01T09:10:15Z", "certificate-ends", "GTS CA 1P5"),
]


def moments(t, world, mail, *extra, lang="en"):
    report = t.inspect(*arguments(world, lang), *extra, mail).report
    return report["timeline"]


def run(t):
    a = WORLDS / "A"
    answers = ["--answers", a / "answers.json"]
    for lang, weekday, holiday in (("en", "Sunday", "New Year's Day"), ("ja", "日曜日", "元日")):
        timeline = moments(t, a, a / "mail.eml", *answers, lang=lang)
        t.equal(f"A, {lang}: zones", timeline["zones"], {"recipient_minutes": 540, "sender_minutes": 480})
        t.equal(f"A, {lang}: arrival", timeline["arrived"], {"utc": "2023-01-01T13:22:02Z", "weekday": weekday, "holiday": holiday})
        for utc, kind, who in OF_A:
            found = [m for m in timeline["moments"] if m["utc"] == utc and m["kind"] == kind and who in m["who"]]
            t.check(f"A, {lang}: {utc} {kind}", found, [m for m in timeline["moments"] if m["kind"] == kind])
        t.equal(f"A, {lang}: nothing is impossible", [m for m in timeline["moments"] if m["impossible"]], [])
        times = [m["utc"] for m in timeline["moments"]]
        t.equal(f"A, {lang}: in order", times, sorted(times))

    date = next(m for m in timeline["moments"] if m["kind"] == "date")
    t.equal("A: the Date by both clocks", (date["recipient"], date["sender"]), ("2023-01-01T21:41:04+09:00", "2023-01-01T20:41:04+08:00"))
    t.equal("A: the Date is only claimed", date["grade"], "claimed")
    day = next(m for m in timeline["moments"] if m["kind"] == "free")
    t.equal("A: of a day no hour is made up", (day["date_only"], day["recipient"]), (True, None))

    log = a / "mail.log"
    if log.exists() and "--log" in t.mekiki("inspect", "--help").text:
        found = moments(t, a, a / "mail.eml", *answers, "--log", log)["moments"]
        tries = [m["utc"] for m in found if m["kind"] == "attempt"]
        t.equal("A: three attempts", tries, ["2023-01-01T12:52:31Z", "2023-01-01T13:11:55Z", "2023-01-01T13:22:00Z"])
        t.check("A: what the log says is observed", all(m["grade"] == "observed" for m in found if m["kind"] in ("attempt", "delivered")))
    else:
        t.skip("A: attempts", "there is no log of it")

    b = WORLDS / "B"
    kinds = [m["kind"] for m in moments(t, b, b / "mail.eml", "--answers", b / "answers.json")["moments"]]
    t.check("B: its hops and its Date", {"date", "handed-over"} <= set(kinds), kinds)
    c = WORLDS / "C"
    timeline = moments(t, c, c / "mail.eml", "--answers", c / "answers.json")
    signed = [m for m in timeline["moments"] if m["kind"] == "signed"]
    t.check("C: when it was signed, by the signer's clock", all(m["grade"] == "claimed" for m in signed), signed)

    # Made up, each with what cannot have been.
    head = "Received: from b.example (b.example [192.0.2.7]) by mx.example.jp; {0}\nFrom: a@b.example\nDate: {1}\n\nx\n"
    clock = ["--clock", "2023-01-02T10:00:00+09:00"]
    for label, received, date, impossible in (
            ("a Date an hour after the hand-over", "Sun, 1 Jan 2023 22:00:00 +0900", "Sun, 1 Jan 2023 23:00:00 +0900", {"date"}),
            ("a Date a minute after it", "Sun, 1 Jan 2023 22:00:00 +0900", "Sun, 1 Jan 2023 22:01:00 +0900", set()),
            ("a hand-over that is still to come", "Sun, 1 Jan 2034 22:00:00 +0900", "Sun, 1 Jan 2023 21:00:00 +0900", {"handed-over"}),
    ):
        report = t.inspect(*clock, "-", stdin=head.format(received, date).encode()).report
        marked = {m["kind"] for m in report["timeline"]["moments"] if m["impossible"]}
        t.equal(label, marked, impossible)
    text = t.mekiki("inspect", "--lang", "en", *clock, "-", stdin=head.format("Sun, 1 Jan 2023 22:00:00 +0900", "Sun, 1 Jan 2023 23:00:00 +0900").encode()).text
    t.check("the page says why", "cannot have been so: written after it had been handed over" in " ".join(text.split()))
