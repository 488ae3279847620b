"""RFC examples, other parsers' messages and malformed ones: type, text and bytes of every part."""

import json

from framework import Tally
from _mime_tree import Node, compare

NAME = "mime-stalwart"
GOAL = 95


def content_type(part):
    for header in part["headers"]:
        value = header["value"]
        if header["name"] == "content_type" and isinstance(value, dict) and "ContentType" in value:
            value = value["ContentType"]
            if value["c_subtype"]:
                return f"{value['c_type']}/{value['c_subtype']}".lower()
    return None


def node(parts, n):
    part = parts[n]
    (kind, body), = part["body"].items()
    children, content = [], None
    if kind == "Multipart":
        children = [node(parts, child) for child in body]
    elif kind == "Message":
        children = [node(body["parts"], 0)]
    elif kind in ("Text", "Html"):
        content = body
    else:
        content = bytes(body) if isinstance(body, list) else body.encode()
    return Node(content_type(part), content, children)


def run(ctx):
    tally = Tally()
    files = ctx.files(NAME, "*.eml")
    for path, report in zip(files, ctx.inspect(files)):
        parts = json.loads(path.with_suffix(".json").read_text())["parts"]
        compare(ctx, tally, f"{path.parent.name}/{path.name}", path, node(parts, 0), report)
    return tally.result()
