#!/usr/bin/python3
"""pyspf on the same evaluations: pyspf_bench.py ROUNDS PORT FILE; a line of JSON a round.

pyspf keeps what it learnt with each query; between queries nothing is kept."""

import json
import resource
import sys
import time

import dns.resolver
import spf


def main():
    rounds, port, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], port
    dns.resolver.default_resolver = resolver
    evaluations = [line.split() for line in open(path)]
    for _ in range(rounds):
        cpu, began = time.process_time(), time.monotonic()
        passes = sum(spf.check2(i=client, s=sender, h=helo)[0] == "pass" for client, helo, sender in evaluations)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(json.dumps({"wall": time.monotonic() - began}))
        print(json.dumps({"seconds": time.process_time() - cpu, "peak_kib": peak, "decoded": passes}), flush=True)


main()
