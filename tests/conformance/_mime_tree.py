"""Comparing a MIME tree with the report's: shared by the mime_* suites; no suite itself.

A node is (type, content, children): content is None for what has no bytes of its own,
bytes, or str for text that has been decoded.
"""

import collections
import hashlib
import re

Node = collections.namedtuple("Node", "type content children")


def main_reading(report):
    """The parts that most clients show, by their parent's id."""
    children = collections.defaultdict(list)
    for part in report["message"]["parts"]:
        if part["reading"] == 0 and part["place"] == "body":
            children[part["parent"]].append(part)
    return children


def flatten(node, path="1"):
    """[(path, node)], parents first."""
    found = [(path, node)]
    for n, child in enumerate(node.children, 1):
        found += flatten(child, f"{path}.{n}")
    return found


def flatten_report(report):
    children = main_reading(report)
    found = []
    todo = [(str(n), part) for n, part in reversed(list(enumerate(children[None], 1)))]
    while todo:
        path, part = todo.pop()
        found.append((path, part))
        inner = [(f"{path}.{n}", p) for n, p in enumerate(children[part["id"]], 1)]
        todo += reversed(inner)
    return found


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


def compare(ctx, tally, name, path, wanted, report):
    """One case for each node's type and one for each leaf's content."""
    got = dict(flatten_report(report))
    for where, node in flatten(wanted):
        part = got.pop(where, None)
        tally.case(
            f"{name}: {where} type",
            part is not None and (node.type is None or part["type"] == node.type),
            f"{part['type'] if part else 'no such part'}, wanted {node.type}",
        )
        if node.content is not None:
            ok = part is not None and same_content(ctx, path, part, node.content)
            tally.case(f"{name}: {where} content", ok, repr(node.content[:40]))
    for where in got:
        tally.case(f"{name}: {where} type", False, "a part that is not wanted")
