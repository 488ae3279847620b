"""Phishing URLs that show a brand's name are laid to that brand, or to a shared host.

A URL shows a brand's name where host or path, with '-', '.' and '_' taken out, contain one
of the brand's Latin aliases or first labels of its official domains, of four letters or
more: a plain search in the table, without the program's rules. Brands that share an
official domain are one house. The share is the goal; what is missed is printed by brand.
None of the official domains may be called an imitation: each that is, is a failure.
"""

import collections
import csv
import pathlib
import re

from framework import Result

NAME = "url-jpcert"
GOAL = 80

PER_MAIL = 200
SHARED_FLAGS = {"shared-host", "shortener", "redirector", "tracker"}
COUNTRIES = ["de", "fr", "co.kr", "com.sg"]


def letters(text):
    return re.sub(r"[^a-z0-9]", "", text.lower())


class Brand:
    def __init__(self, row):
        self.id, self.aliases = row[0], [a.lstrip("~") for a in row[3].split("|")]
        self.called = {row[1], row[2], *self.aliases}
        self.domains = [d.lstrip("~") for d in row[4].split("|")]
        latin = [a for a in self.aliases if a.isascii()]
        names = {letters(n) for n in latin + [d.split(".")[0] for d in self.domains]}
        self.names = {n for n in names if len(n) >= 4}


def read_brands():
    table = pathlib.Path(__file__).resolve().parents[2] / "data" / "brands.txt"
    rows = [l for l in table.read_text(encoding="utf-8").splitlines() if l and l[0] != "#"]
    return {row[0]: Brand(row) for row in (l.split("\t") for l in rows)}


def houses(brands):
    """id -> ids of all brands that share an official domain with it."""
    owners = collections.defaultdict(set)
    for brand in brands.values():
        for domain in brand.domains:
            owners[domain].add(brand.id)
    house = {b: {b} for b in brands}
    for ids in owners.values():
        for b in ids:
            house[b] |= ids
    return house


def shows(url, brand):
    found = re.match(r"[a-z]+://([^/?#]*)([^?#]*)", url.lower())
    if not found:
        return False
    parts = [re.sub(r"[-._]", "", part) for part in found.groups()]
    return any(name in part for name in brand.names for part in parts)


def read_urls(ctx, brands):
    """(url, brand id) of the rows that name a brand of the table and show its name."""
    by_name = {n.lower().replace(" ", ""): b.id for b in brands.values() for n in b.called}
    urls = {}
    for path in ctx.files("url-jpcert", "*.csv"):
        with open(path, encoding="utf-8-sig", newline="") as lines:
            for row in csv.reader(lines):
                brand = by_name.get(row[2].strip().lower().replace(" ", "")) if len(row) > 2 else None
                if brand and shows(row[1].strip(), brands[brand]):
                    urls[row[1].strip()] = brand
    return list(urls.items())


def links_of(ctx, urls):
    """The report's link for each URL, None where it gives none; many go into one mail."""
    mails, starts = [], range(0, len(urls), PER_MAIL)
    for start in starts:
        body = "".join(
            f'<p><a href="{u.replace("&", "&amp;").replace(chr(34), "%22")}">{n}</a></p>\r\n'
            for n, u in enumerate(urls[start : start + PER_MAIL])
        )
        head = "From: a@example.org\r\nTo: b@example.net\r\nSubject: list\r\nMIME-Version: 1.0\r\n"
        mails.append((head + "Content-Type: text/html; charset=utf-8\r\n\r\n" + body).encode("utf-8"))
    links = []
    for start, report in zip(starts, ctx.inspect_bytes(mails)):
        found = {l["text"]: l for l in report["links"] if l["where"] == "html.a"}
        links += [found.get(str(n)) for n in range(len(urls[start : start + PER_MAIL]))]
    return links


def run(ctx):
    brands = read_brands()
    house = houses(brands)
    cases = read_urls(ctx, brands)
    counts, misses = collections.defaultdict(lambda: [0, 0]), []
    shared = 0
    for (url, brand), link in zip(cases, links_of(ctx, [u for u, _ in cases])):
        named = link and link["likeness"] and link["brand"] in house[brand]
        on_shared = link and SHARED_FLAGS & set(link["flags"])
        shared += bool(on_shared and not named)
        counts[brand][0] += 1
        counts[brand][1] += bool(named or on_shared)
        if not (named or on_shared):
            misses.append((brand, url, (link or {}).get("brand")))

    official = []
    for brand in brands.values():
        for domain in brand.domains:
            names = [domain[:-1] + c for c in COUNTRIES] if domain.endswith(".*") else [domain]
            official += [f"https://{www}{n}/{path}" for n in names for www in ("", "www.") for path in ("", "a/login.html")]
    failures = []
    for url, link in zip(official, links_of(ctx, official)):
        if link and link["likeness"] not in (None, "official"):
            failures.append((url, f"{link['likeness']} of {link['brand']}"))

    total = sum(all_ for all_, _ in counts.values())
    passed = sum(good for _, good in counts.values()) if not failures else 0
    notes = [f"{len(official)} official URLs, {len(failures)} called an imitation; {shared} URLs laid to a shared host alone"]
    for brand, (all_, good) in sorted(counts.items(), key=lambda c: c[1][1] - c[1][0]):
        notes.append(f"{brand:<16} {good:>5} of {all_:>5}  {100 * good / all_:5.1f} %")
    seen = collections.Counter()
    for brand, url, other in misses:
        seen[brand] += 1
        if seen[brand] <= 2:
            notes.append(f"missed: {brand}, taken for {other}: {url[:100]}")
    return Result(total, passed, failures, notes)
