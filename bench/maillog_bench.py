"""A mail log of 2 GB, made here: mekiki inspect --log against grep -c for one address.

usage: maillog_bench.py MEKIKI [MEGABYTES]

User and system time of all processes, medians; the log lies in the page cache."""

import os
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORLD = ROOT / "tests/worlds/A"
ADDRESS = "117.50.174.153"


def other_mails(count):
    """The lines of so many mails that have nothing to do with it."""
    rng, out = random.Random(1), []
    for n in range(count):
        ip = ".".join(str(rng.randrange(1, 224)) for _ in range(4))
        host = f"host{rng.randrange(9999)}.example{rng.randrange(99)}.net"
        pid, queue_id = rng.randrange(1000, 99999), f"{rng.randrange(1 << 40, 1 << 44):X}"
        head = f"Jan  1 {n * 20 // count:02}:{rng.randrange(60):02}:{rng.randrange(60):02} mx postfix/"
        out += [
            f"{head}smtpd[{pid}]: connect from {host}[{ip}]\n",
            f"{head}smtpd[{pid}]: {queue_id}: client={host}[{ip}]\n",
            f"{head}cleanup[{pid + 1}]: {queue_id}: message-id=<{pid}.{queue_id}@{host}>\n",
            f"{head}qmgr[1203]: {queue_id}: from=<news@{host}>, size={rng.randrange(99999)}, nrcpt=1 (queue active)\n",
            f"{head}smtp[{pid + 2}]: {queue_id}: to=<user{pid}@example.org>, relay=mx.example.org[198.51.100.{rng.randrange(256)}]:25, delay=1.9, "
            f"delays=0.05/0/1.1/0.71, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as {rng.randrange(1 << 44):X})\n",
            f"{head}qmgr[1203]: {queue_id}: removed\n",
            f"{head}smtpd[{pid}]: disconnect from {host}[{ip}] ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7\n",
        ]
    return "".join(out).encode()


def make(path, size):
    block, own = other_mails(60000), (WORLD / "mail.log").read_bytes()
    with open(path, "wb") as out:
        written = 0
        while written < size // 2:
            written += out.write(block)
        written += out.write(own)
        while written < size:
            written += out.write(block)
    return written


def cpu(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, env=dict(os.environ, LC_ALL="C"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def peak_of(command):
    """The largest resident size of any of its processes, in MiB, by looking every 20 ms."""
    running, peak = subprocess.Popen(command, stdout=subprocess.DEVNULL), {}
    while running.poll() is None:
        for status in pathlib.Path("/proc").glob("[0-9]*/status"):
            try:
                lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            except OSError:
                continue
            if lines["Name"].strip().startswith("mekiki") and "VmHWM" in lines:
                name = lines["Name"].strip()
                peak[name] = max(peak.get(name, 0), int(lines["VmHWM"].split()[0]) // 1024)
        time.sleep(0.02)
    return peak


def measure(mekiki, scratch, rounds, size=2_000_000_000):
    log = pathlib.Path(scratch) / "mail.log"
    written = make(log, size)
    inspect = [str(mekiki), "inspect", "--format", "json", "--profile", str(WORLD / "site.conf"),
               "--clock", (WORLD / "clock").read_text().strip(), "--log", str(log), str(WORLD / "mail.eml")]
    grep = ["grep", "-c", "-F", ADDRESS, str(log)]
    cpu(grep)
    ours, theirs, found = [], [], b""
    for _ in range(rounds):
        seconds, found = cpu(inspect)
        ours.append(seconds)
        theirs.append(cpu(grep)[0])
    share = statistics.median(ours) / statistics.median(theirs)
    sessions = found.count(b'"outcome"')
    peak = ", ".join(f"{name} {size} MiB" for name, size in sorted(peak_of(inspect).items()))
    print(f"\na mail log of {written / 1e6:.0f} MB: {statistics.median(ours):.2f} s CPU ({sessions} sessions found), grep -c -F {statistics.median(theirs):.2f} s; "
          f"{share:.1f} times grep; peak: {peak}")
    log.unlink()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="mekiki-log-") as folder:
        measure(sys.argv[1], folder, 3, int(sys.argv[2]) * 1_000_000 if len(sys.argv) > 2 else 2_000_000_000)
