"""The exit status tells what happened: 0, 1, 2, 3; the highest of 2, 3, 1, 0 wins."""

from harness import MAIL, WORLDS

QUICK = True


def run(t):
    good = t.file("good.eml", MAIL)
    bad = WORLDS / "A/mail.eml"
    profile = ["--profile", WORLDS / "A/site.conf"]
    missing = t.scratch / "there-is-no-such-file.eml"
    cut = t.file("cut.eml", b"From: a@sender.example\r\nTo: b@examp")
    rows = [
        ("a mail, analysed", ["inspect", good], 0),
        ("a file without the word inspect", [good], 0),
        ("a fraud without --fail-on", ["inspect", *profile, bad], 0),
        ("a fraud, --fail-on fraudulent", ["inspect", "--fail-on", "fraudulent", *profile, bad], 1),
        ("a fraud, --fail-on suspicious", ["inspect", "--fail-on", "suspicious", *profile, bad], 1),
        ("an honest mail, --fail-on suspicious", ["inspect", "--fail-on", "suspicious", good], 0),
        ("no such file", ["inspect", missing], 2),
        ("no such file, and a good one", ["inspect", missing, good], 2),
        ("no such file wins over --fail-on", ["inspect", "--fail-on", "fraudulent", *profile, missing, bad], 2),
        ("undecided without --fail-on", ["inspect", cut], 0),
        ("undecided with --fail-on", ["inspect", "--fail-on", "fraudulent", cut], 3),
        ("undecided wins over fraudulent", ["inspect", "--fail-on", "fraudulent", *profile, cut, bad], 3),
        ("no such option", ["inspect", "--no-such-option", good], 2),
        ("no such format", ["inspect", "--format", "papyrus", good], 2),
        ("no such language", ["inspect", "--lang", "tlh", good], 2),
        ("no such word for --fail-on", ["inspect", "--fail-on", "unremarkable", good], 2),
        ("a clock that is no time", ["inspect", "--clock", "yesterday", good], 2),
        ("a profile that is not there", ["inspect", "--profile", missing, good], 2),
        ("a profile with an unknown key", ["inspect", "--profile", t.file("p.conf", b"own-domian = a.example\n"), good], 2),
        ("no such kind to read", ["read", "tea-leaves"], 2),
        ("extract without a part", ["extract", good], 2),
        ("extract a part that is not there", ["extract", good, "99"], 2),
        ("version", ["--version"], 0),
        ("help", ["--help"], 0),
        ("help for a command", ["inspect", "--help"], 0),
        ("list of checks", ["checks"], 0),
        ("list of tables", ["data"], 0),
    ]
    for name, args, want in rows:
        done = t.mekiki(*args)
        t.check(name, done.status == want, f"status {done.status}, want {want}: {done.errors}")
        if want == 2:
            t.check(f"{name}: says why on one line", done.errors.startswith("mekiki: ") and done.errors.count("\n") <= 2, repr(done.errors))
