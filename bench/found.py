"""How much phish is found at a rate of false alarms, by mekiki and by its peers.

The mails are those of the conformance suite `judged`: phish and ham, varied so that no
mark of a collection is left. Peers judge with their default rules and without a network;
a score of each is all that is compared, so the cut of each is chosen alike: the lowest
that leaves no more than so much of all ham above it. Also told: each at the threshold it
comes with.
"""

import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/conformance"))

import _mails  # noqa: E402
from _shares import RATES, above, cut_for, table, told  # noqa: E402
from framework import Context  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent


def ours(mekiki, suites, mails):
    ctx = Context(mekiki, suites)
    _mails.judge(mails, ctx.inspect)
    return [m.report["verdict"]["score"] for m in mails]


def by_rspamd(server, mails):
    if not server.wait():
        server.stop()
        print("rspamd: did not start")
        return None
    try:
        return [float(server.ask(m.varied.data)["score"]) for m in mails]
    finally:
        server.stop()


def by_spamassassin(mails):
    with tempfile.TemporaryDirectory(prefix="mekiki-found-") as folder:
        folder = pathlib.Path(folder)
        names = []
        for n, mail in enumerate(mails):
            path = folder / f"{n:05d}.eml"
            path.write_bytes(mail.varied.data)
            names.append(str(path))
        state = folder / "state"
        state.mkdir()
        done = subprocess.run(["perl", HERE / "spamassassin_scores.pl", state], input="\n".join(names) + "\n",
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        scores = [float(line) for line in done.stdout.split()]
    if done.returncode or len(scores) != len(mails):
        print(f"SpamAssassin: did not run: {done.stderr.strip()[-300:]}")
        return None
    return scores


def parted(mails, scores):
    return ([s for m, s in zip(mails, scores) if m.phish], [s for m, s in zip(mails, scores) if not m.phish])


def measure(mekiki, suites, rspamd):
    """`rspamd`: makes a server of ours, or None where there is none."""
    mails = _mails.read(suites)
    rows = [("mekiki", ours(mekiki, suites, mails), None)]
    if rspamd:
        rows.append(("rspamd, local", by_rspamd(rspamd(), mails), 6.0))
    rows.append(("SpamAssassin, local", by_spamassassin(mails), 5.0))
    rows = [row for row in rows if row[1]]

    print(f"\nPhish found: {sum(m.phish for m in mails)} phish and {sum(not m.phish for m in mails)} ham, varied; share above the cut, counts, 95 % bounds")
    for name, scores, threshold in rows:
        phish, ham = parted(mails, scores)
        for line in table(phish, ham, name):
            print(line)
        if threshold is not None:
            print(f"{name:<22} at its own threshold of {threshold:g}: phish {told(sum(s >= threshold for s in phish), len(phish))}; ham {told(sum(s >= threshold for s in ham), len(ham))}")
    mine = parted(mails, rows[0][1])
    for name, scores, _ in rows[1:]:
        theirs = parted(mails, scores)
        ahead = [above(mine[0], cut_for(mine[1], r)) > above(theirs[0], cut_for(theirs[1], r)) for r in RATES]
        print(f"mekiki is ahead of {name} at {sum(ahead)} of {len(RATES)} rates")


if __name__ == "__main__":
    import os
    import shutil

    sys.path.insert(0, str(HERE))  # the conformance suites have a run.py of their own
    import run

    with tempfile.TemporaryDirectory(prefix="mekiki-found-") as scratch:
        os.chmod(scratch, 0o755)  # rspamd gives its rights away
        measure(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(),
                (lambda: run.Rspamd(pathlib.Path(scratch))) if shutil.which("rspamd") else None)
