"""Awkward MIME messages: type of every part, decoded bytes of every leaf.

The expected parse is an event stream that looks like XML (but keeps raw bytes and may hold
what XML forbids), so it is read line by line.
"""

import re

from framework import Tally
from _mime_tree import Node, compare

NAME = "mime-mime4j"
GOAL = 95


class Expected:
    """Builds the tree from the events of one *_decoded.xml."""

    def __init__(self, path):
        self.folder = path.parent
        self.stack = []
        self.root = None
        text = path.read_bytes().decode("latin-1")
        for kind, name, body in re.findall(
            r'<(/?[a-z-]+)(?: name="([^"]*)")?/?>(?:\n?([^<]*))', text
        ):
            self.event(kind, name, body)

    def event(self, kind, name, body):
        if kind in ("message", "body-part"):
            if kind == "message" and self.stack:
                self.stack[-1]["type"] = self.stack[-1]["type"] or "message/rfc822"
            self.stack.append({"type": None, "content": None, "children": []})
        elif kind == "field" and self.stack:
            found = re.match(r"(?is)content-type\s*:\s*([^;\s]+/[^;\s]+)", body)
            if found and not self.stack[-1]["type"]:
                self.stack[-1]["type"] = found.group(1).lower()
        elif kind in ("text-body", "binary-body"):
            self.stack[-1]["content"] = (self.folder / name).read_bytes()
        elif kind in ("/message", "/body-part"):
            node = self.stack.pop()
            node = Node(node["type"], node["content"], node["children"])
            if self.stack:
                self.stack[-1]["children"].append(node)
            else:
                self.root = node


def run(ctx):
    tally = Tally()
    files = [p for p in ctx.files(NAME, "*.msg") if p.with_name(p.stem + "_decoded.xml").exists()]
    for path, report in zip(files, ctx.inspect(files)):
        wanted = Expected(path.with_name(path.stem + "_decoded.xml")).root
        compare(ctx, tally, path.name, path, wanted, report)
    return tally.result()
