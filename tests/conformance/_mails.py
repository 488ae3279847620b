"""The labelled mails of the suites, varied, in their groups; shared by the suite
`judged`, by script/fit and by the bench."""

import calendar
import collections
import dataclasses
import pathlib
import tempfile
import time

import _alike
import _varied


@dataclasses.dataclass
class Labelled:
    path: pathlib.Path
    phish: bool
    source: str  # what is left out as a whole: a collection; of the phish, a year
    kind: str  # of ham: newsletter, list, …
    varied: _varied.Varied
    group: int = -1
    report: dict = None


def read(suites, results=False, bare=False):
    """All labelled mails, phish first; near-duplicates in one group."""
    mails = []
    for path in sorted((suites / "phish-pot").glob("*.eml")):
        varied = _varied.vary(path.name, path.read_bytes(), results, bare)
        mails.append(Labelled(path, True, f"phish {time.gmtime(varied.clock).tm_year}", "phish", varied))
    with open(suites / "ham" / "labels.tsv", encoding="utf-8") as table:
        head = next(table).rstrip("\n").split("\t")
        for line in table:
            row = dict(zip(head, line.rstrip("\n").split("\t")))
            path = suites / "ham" / row["file"]
            varied = _varied.vary(row["file"], path.read_bytes(), results, bare)
            mails.append(Labelled(path, False, row["file"].partition("/")[0], row["kind"], varied))
    for mail, group in zip(mails, _alike.groups([m.varied.data for m in mails])):
        mail.group = group
    return mails


def judge(mails, inspect):
    """Put a report beside each mail: one run for each month in which some came, with that
    month's end as its clock. `inspect(files, *options)` gives the reports."""
    with tempfile.TemporaryDirectory(prefix="mekiki-varied-") as folder:
        folder = pathlib.Path(folder)
        profile = folder / "profile"
        profile.write_text(_varied.PROFILE)
        months = collections.defaultdict(list)
        for n, mail in enumerate(mails):
            path = folder / f"{n:05d}.eml"
            path.write_bytes(mail.varied.data)
            then = time.gmtime(mail.varied.clock)
            months[then.tm_year, then.tm_mon].append((path, mail))
        for (year, month), rows in sorted(months.items()):
            clock = f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}T23:59:59Z"
            reports = inspect([path for path, _ in rows], "--clock", clock, "--profile", profile)
            for (_, mail), report in zip(rows, reports):
                mail.report = report


def keep_together(mails):
    """source -> group members must not be parted: a group belongs to the source of its first mail."""
    first = {}
    for mail in mails:
        first.setdefault(mail.group, mail.source)
    return [first[mail.group] for mail in mails]
