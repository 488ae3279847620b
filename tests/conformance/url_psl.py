"""The registrable domain of a host, by the vectors of the Public Suffix List.

A vector names a domain in the spelling it was asked in, or null where there is none; both
sides are compared in ASCII. A name with an empty label in front has none.
"""

from framework import Tally

NAME = "url-psl"
GOAL = 100


def vectors(ctx):
    for line in (ctx.folder(NAME) / "tests.txt").read_text(encoding="utf-8").splitlines():
        words = line.split()
        if len(words) == 2 and not words[0].startswith("//"):
            yield words


def to_ascii(name):
    return name.encode("idna").decode() if name != "null" else None


def run(ctx):
    tally = Tally()
    cases = list(vectors(ctx))
    for (host, want), got in zip(cases, ctx.read("host", [host for host, _ in cases])):
        ours = got["registrable_domain"]
        tally.case(host, ours == to_ascii(want), f"{ours!r}, not {want!r}")
    return tally.result()
