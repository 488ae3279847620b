"""What cannot be read costs that input only, and is said in a clear line."""

import os

from harness import MAIL


def run(t):
    good = t.file("good.eml", MAIL)

    missing = t.scratch / "missing.eml"
    done = t.inspect(missing, good)
    t.equal("missing file: both have a line", len(done.reports), 2)
    t.check("missing file: its line says why", done.reports[0]["input"]["error"], done.text)
    t.check("missing file: it is not judged", done.reports[0]["verdict"]["class"] == "undecided", done.text)
    t.equal("missing file: the other one is done", done.reports[1]["message"]["subject"], "Minutes of yesterday")

    locked = t.file("locked.eml", MAIL)
    locked.chmod(0)
    wrap = []
    if os.geteuid() == 0:  # root can read everything; nobody cannot
        wrap = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        for path in (t.scratch, good.parent):
            path.chmod(0o755)
    if wrap and t.mekiki("--version", wrap=wrap).status != 0:
        t.skip("unreadable file", "this tree cannot be used by another user than root")
    else:
        done = t.inspect(locked, good, wrap=wrap)
        t.equal("unreadable file: status", done.status, 2)
        t.equal("unreadable file: both have a line", len(done.reports), 2)
    locked.chmod(0o600)

    empty_folder = t.folder("empty")
    done = t.inspect(empty_folder, good)
    t.equal("folder without mails: status", done.status, 2)
    t.check("folder without mails: says so", str(empty_folder) in done.errors, done.errors)
    t.check("folder without mails: the other one is done", "Minutes of yesterday" in done.text)

    empty = t.file("empty.eml", b"")
    done = t.inspect(empty, good)
    t.equal("empty file: both have a line", len(done.reports), 2)
    t.check("empty file: says so", done.reports[0]["input"]["error"], done.text[:300])
    t.equal("empty file: size", done.reports[0]["input"]["size"], 0)

    zeros = t.scratch / "zeros.bin"
    with open(zeros, "wb") as f:
        f.truncate(50 << 20)
    done = t.inspect(zeros, good, timeout=120)
    t.equal("50 MB of zeros: both have a line", len(done.reports), 2)
    t.check("50 MB of zeros: not unremarkable", done.reports[0]["verdict"]["class"] == "undecided", done.text[:300])
    zeros.unlink()

    done = t.inspect(t.file("cut.eml", MAIL[:230]))
    t.equal("cut header: status", done.status, 0)
    t.equal("cut header: a line", len(done.reports), 1)
    t.check("cut header: not called unremarkable", done.report["verdict"]["class"] != "unremarkable", done.text[:300])
    t.check("cut header: says so on a line", "ends inside its header" in done.errors, done.errors)

    done = t.inspect("/dev/null", good)
    t.equal("/dev/null: both have a line", len(done.reports), 2)
    pipe = t.scratch / "pipe"
    os.mkfifo(pipe)
    folder = t.folder("with-a-pipe")
    (folder / "a.eml").write_bytes(MAIL)
    os.mkfifo(folder / "b.eml")
    done = t.inspect(folder, timeout=60)
    t.check("a pipe in a folder does not stop the run", len(done.reports) >= 1, done.errors)

    done = t.mekiki("inspect", missing, good)
    t.check("text: the missing one is named", "missing.eml" in done.errors + done.text)
    t.check("text: no report of its own for what is not there hides the other", "Minutes of yesterday" in done.text, done.text[:500])
