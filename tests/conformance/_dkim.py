"""What the DKIM suites share: zones as answers files, results as one line a signature."""

import json
import pathlib
import re
import tempfile

CLOCK = "2026-01-01T00:00:00Z"


def quoted(text):
    """A TXT record in presentation form; strings hold at most 255 bytes."""
    data = text.encode("utf-8", "surrogateescape")
    pieces = [data[n : n + 250] for n in range(0, len(data), 250)] or [b""]
    escape = lambda piece: "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\{b:03d}" for b in piece)
    return " ".join(f'"{escape(piece)}"' for piece in pieces)


def answers(records, statuses=(), default="no-such-name"):
    """An answers file: records is a list of (name, text), statuses one of (name, status)."""
    entries = {}
    for name, text in records:
        entry = entries.setdefault(name.lower().rstrip("."), {"data": []})
        entry["data"].append(quoted(text))
    for name, status in statuses:
        entries[name.lower().rstrip(".")] = {"status": status}
    listed = [dict(entry, question=f"dns TXT {name}") for name, entry in entries.items()]
    return json.dumps({"default": default, "answers": listed})


def zone(text):
    """Lines of owner, blanks, text; ~~TEXT~~ and NXDOMAIN stand for what did not come."""
    records, statuses = [], []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, _, value = line.replace("\t", " ", 1).partition(" ")
        value = value.strip()
        if value == "NXDOMAIN":
            statuses.append((name, "no-such-name"))
        elif re.fullmatch(r"~~.*~~", value):
            statuses.append((name, "timeout" if "timed out" in value else "failed"))
        else:
            records.append((name, "" if value == '""' else value))
    return records, statuses


def verify(ctx, mails, records, statuses=(), default="no-such-name", clock=CLOCK):
    """`mekiki dkim` on mails (bytes, or files) with these records; one object each."""
    with tempfile.TemporaryDirectory(prefix="mekiki-dkim-") as folder:
        files = []
        for n, mail in enumerate(mails):
            if isinstance(mail, bytes):
                path = pathlib.Path(folder) / f"{n:06d}.eml"
                path.write_bytes(mail)
                mail = path
            files.append(mail)
        play = pathlib.Path(folder) / "answers.json"
        play.write_text(answers(records, statuses, default), encoding="utf-8")
        done = ctx.command(
            ["dkim", "--format", "json", "--clock", clock, "--answers", play, "--", *files]
        )
        return ctx.lines(done, len(files), "dkim")


def results(got):
    """The results of the signatures, in their order."""
    return [signature["result"] for signature in got["dkim"]]


def told(got):
    return "; ".join(f"{s['domain']}: {s['result']} ({s['reason']})" for s in got["dkim"]) or "no signature"
