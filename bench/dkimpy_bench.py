#!/usr/bin/env python3
"""dkimpy on the same mails: dkimpy_bench.py ROUNDS RECORD FILE..."""

import json
import pathlib
import resource
import sys
import time

import dkim

rounds, record, files = int(sys.argv[1]), sys.argv[2].encode(), sys.argv[3:]
mails = [pathlib.Path(name).read_bytes() for name in files]
for _ in range(rounds):
    start = time.process_time()
    passes = sum(dkim.verify(mail, dnsfunc=lambda *args, **kwargs: record) for mail in mails)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "decoded": passes, "peak_kib": peak}), flush=True)
