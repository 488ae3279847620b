"""mekiki lookup of many names at once, against the slowest of single ones.

Each name is asked ten questions in two rounds. A name server answers after a while of its
own; what a resolver takes that has to find out itself is 30 to 300 ms. Wall time, by the
clock: what is measured is that names do not wait for one another.
"""

import json
import random
import statistics
import subprocess
import time

NAMES = 500
SINGLE = 7
DELAYS = (0, 30, 100, 300)


def write_zone(path):
    """The records, as bench/slow-dns reads them; returns the names."""
    names = [f"d{i}.example" for i in range(NAMES)]
    with open(path, "w") as zone:
        for i, name in enumerate(names):
            address = f"192.0.2.{i % 250 + 1}"
            zone.write(f"{name} A {address}\n{name} MX mx.{name}\nmx.{name} A {address}\n"
                       f"{name} TXT v=spf1 mx -all\n_dmarc.{name} TXT v=DMARC1; p=none\n")
    return names


def look_up(command, port, nowhere, names):
    """(seconds, questions answered)"""
    started = time.monotonic()
    done = subprocess.run([command, "lookup", "--lookup", "--connect-map", nowhere, "--resolver", f"127.0.0.1@{port}", "--format", "json", *names],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    seconds = time.monotonic() - started
    statuses = [a["status"] for line in done.stdout.splitlines() for a in json.loads(line)["answers"]]
    return seconds, sum(status in ("answered", "no-data", "no-such-name") for status in statuses), len(statuses)


def measure(command, scratch, server, rounds):
    """`server(delay)`: a context with its port."""
    names = write_zone(scratch / "zone")
    nowhere = scratch / "nowhere"
    nowhere.write_text("# nobody\n")
    print(f"\nnames: {NAMES} at once against the slowest of {SINGLE} single ones, seconds by the clock, medians of {rounds} rounds")
    for delay in DELAYS:
        with server(delay) as port:
            single = [look_up(command, port, nowhere, [name])[0] for name in random.Random(3).sample(names, SINGLE)]
            many = [look_up(command, port, nowhere, names) for _ in range(rounds)]
        wall = statistics.median(run[0] for run in many)
        answered, asked = many[0][1:]
        print(f"{f'an answer takes {delay} ms':<38} single {max(single):.3f} (median {statistics.median(single):.3f})  "
              f"{NAMES}: {wall:.3f}  {wall / max(single):>6.1f} times  {answered:,} of {asked:,} questions answered", flush=True)
