"""Mails that are nearly the same: copies of one campaign, issues of one letter.

Each mail becomes the set of its overlapping runs of five words, figures and names of
the reader left out; of the set the smallest hashes are kept. Two mails belong together
where these samples agree by more than half. Groups are closed under that relation, so
no mail of a group is ever judged by weights fitted on another mail of it.
"""

import base64
import binascii
import collections
import quopri
import re
import zlib

RUN, SAMPLE, ALIKE = 5, 48, 0.5


def clear_text(data):
    """Subject and body as words, roughly; good enough to compare by."""
    head, _, body = data.partition(b"\n\n")

    def base(match):
        try:
            return base64.b64decode(match.group(0)) + b"\n"
        except (binascii.Error, ValueError):
            return b" "

    body = re.sub(rb"(?:^[A-Za-z0-9+/]{40,}={0,2}\n)+[A-Za-z0-9+/]*={0,2}$", base, body[:200_000], flags=re.MULTILINE)
    if b"quoted-printable" in data.lower():
        body = quopri.decodestring(body)
    subject = re.search(rb"^subject:(.*(?:\n[ \t].*)*)", head, re.IGNORECASE | re.MULTILINE)
    text = (subject.group(1) if subject else b"") + b" " + body
    text = re.sub(rb"(?is)<(style|script|head)\b.*?</\1>|<!--.*?-->|<[^>]*>", b" ", text).decode("utf-8", "replace").lower()
    text = re.sub(r"\S+@\S+|https?:\S+|&[a-z#0-9]+;", " ", text)
    return re.findall(r"[^\W\d_]+", text)


def sample(words):
    runs = {zlib.crc32(" ".join(words[i : i + RUN]).encode()) for i in range(max(1, len(words) - RUN + 1))}
    return sorted(runs)[:SAMPLE]


def likeness(a, b):
    """Share of common ones among the smallest of both together."""
    smallest = set(sorted(set(a) | set(b))[: max(min(len(a), len(b)), 1)])
    return len(smallest & set(a) & set(b)) / len(smallest)


def groups(mails):
    """The number of its group for each of a list of bytes."""
    samples = [sample(clear_text(m)) for m in mails]
    parent = list(range(len(mails)))

    def root(n):
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    holders = collections.defaultdict(list)
    for n, own in enumerate(samples):
        met = {m for key in own[:16] for m in holders[key]}
        for m in met:
            if root(m) != root(n) and likeness(samples[m], own) >= ALIKE:
                parent[root(n)] = root(m)
        for key in own[:16]:
            if len(holders[key]) < 40:
                holders[key].append(n)
    return [root(n) for n in range(len(mails))]
