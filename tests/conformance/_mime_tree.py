"""Comparing a MIME tree with the report's: shared by the mime_* suites; no suite itself.

A node is (type, content, children): content is None for what has no bytes of its own,
bytes, or str for text that has been decoded.
"""

import collections
import hashlib
import itertools
import re

Node = collections.namedtuple("Node", "type content children")


class Report:
    """The trees of a report. Where honest readers differ it has more than one of an
    entity; the others stand beside the one that most clients show."""

    def __init__(self, ctx, path, report):
        self.ctx, self.path = ctx, path
        self.children, self.others = collections.defaultdict(list), collections.defaultdict(list)
        for part in report["message"]["parts"]:
            if part["place"] != "body":
                continue
            if part["parent"] is None and part["reading"]:
                self.others[part["offset"]].append(part)
            else:
                self.children[part["parent"]].append(part)

    def root(self):
        return next(iter(self.children[None]), None)

    def readings(self, part):
        return [part, *self.others[part["offset"]]] if part["reading"] == 0 else [part]


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def same_bytes(part, wanted):
    """Equal, line ends aside: the suites write them as their authors' systems do."""
    unix = wanted.replace(b"\r\n", b"\n")
    return part["sha256"] in {sha256(wanted), sha256(unix), sha256(unix.replace(b"\n", b"\r\n"))}


def same_text(part, wanted):
    def plain(text):
        return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip("\n")

    got, wanted = plain(part["text"]), plain(wanted)
    # Where that parser could not read a character, there is nothing to compare with.
    pattern = re.escape(wanted).replace("\ufffd", ".{1,3}")
    return got == wanted or ("\ufffd" in wanted and re.fullmatch(pattern, got, re.S) is not None)


def same_content(ctx, path, part, wanted):
    if isinstance(wanted, bytes):
        return same_bytes(part, wanted)
    if same_text(part, wanted) or same_bytes(part, wanted.encode()):
        return True
    # The text of HTML is what is seen of it; the suites have the source.
    source = ctx.extract(path, part["id"]).decode(part["used_charset"] or "utf-8", "replace")
    return same_text({"text": source}, wanted)


def unwanted(report, where, part):
    cases = [(f"{where} type", False, "a part that is not wanted")]
    for n, inner in enumerate(report.children[part["id"]], 1):
        cases += unwanted(report, f"{where}.{n}", inner)
    return cases


def compare_part(report, where, wanted, part):
    """[(name, passed, detail)]: a case for each node's type, one for each leaf's content."""
    ok = part is not None and (wanted.type is None or part["type"] == wanted.type)
    cases = [(f"{where} type", ok, f"{part['type'] if part else 'no such part'}, wanted {wanted.type}")]
    if wanted.content is not None:
        ok = part is not None and same_content(report.ctx, report.path, part, wanted.content)
        cases.append((f"{where} content", ok, repr(wanted.content[:40])))
    parts = report.children[part["id"]] if part else []
    for n, (child, inner) in enumerate(itertools.zip_longest(wanted.children, parts), 1):
        if child:
            cases += compare_entity(report, f"{where}.{n}", child, inner)
        else:
            cases += unwanted(report, f"{where}.{n}", inner)
    return cases


def compare_entity(report, where, wanted, part):
    """By the reading of the entity that comes nearest to what is wanted."""
    readings = report.readings(part) if part else [None]
    return min((compare_part(report, where, wanted, reading) for reading in readings),
               key=lambda cases: sum(not passed for _, passed, _ in cases))


def compare(ctx, tally, name, path, wanted, report):
    report = Report(ctx, path, report)
    for where, passed, detail in compare_entity(report, "1", wanted, report.root()):
        tally.case(f"{name}: {where}", passed, detail)
