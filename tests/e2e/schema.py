"""Every JSON report keeps the contract that is written down as a JSON Schema."""

import json

from harness import MAIL, ROOT, SPECIMENS, WORLDS

try:
    import jsonschema
except ImportError:  # said below
    jsonschema = None


PLAIN = True  # the time goes into jsonschema, and other groups make the same reports


def run(t):
    schema = json.loads((ROOT / "data/schema/report-1.json").read_text(encoding="utf-8"))
    if jsonschema is None:
        t.skip("JSON Schema", "python3-jsonschema is not installed")
        return
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    mails = sorted(p for d in (SPECIMENS, WORLDS) for p in d.rglob("*.eml"))
    for lang in ("en", "ja"):
        done = t.inspect("--lang", lang, *mails, t.scratch / "missing.eml", t.file("empty.eml", b""), t.file("zeros", b"\0" * 4096))
        names = [str(p) for p in mails] + ["missing", "empty", "zeros"]
        if not t.equal(f"{lang}: a report for each", len(done.reports), len(names)):
            continue
        for name, report in zip(names, done.reports):
            wrong = [f"{'/'.join(map(str, e.absolute_path))}: {e.message}"[:200] for e in validator.iter_errors(report)]
            t.check(f"{lang}: {name.rsplit('/', 1)[-1]}", not wrong, wrong[:3])
            t.check(f"{lang}: {name.rsplit('/', 1)[-1]}: sentences are complete", not unfilled(report), unfilled(report))

    answered = t.inspect("--profile", WORLDS / "A/site.conf", "--answers", WORLDS / "A/answers.json", WORLDS / "A/mail.eml").report
    wrong = [f"{'/'.join(map(str, e.absolute_path))}: {e.message}"[:200] for e in validator.iter_errors(answered)]
    t.check("a report with answers", answered["answers"] and not wrong, wrong[:3])

    # The schema must be able to fail.
    report = t.inspect("-", stdin=MAIL).report
    for broken in ({**report, "schema": 2}, {k: v for k, v in report.items() if k != "verdict"}, {**report, "findings": [{}]}):
        t.check("a broken report is not accepted", not validator.is_valid(broken))


def unfilled(report):
    """Sentences in which a {value} was left."""
    import re

    texts = [f["detail"] for f in report["findings"]] + [f["title"] for f in report["findings"]]
    texts += [report["verdict"][k] or "" for k in ("summary", "sender_statement", "content_statement")]
    return [x for x in texts if re.search(r"\{[a-z_]+\}", x)]
