"""The manual and the completions know what the command knows, and nothing else."""

import re
import shutil
import subprocess

from harness import ROOT


def options_of(t):
    found = set()
    below = ["case " + word for word in ("list", "show", "note", "export", "due")]
    for command in (*below, "case", "inspect", "lookup", "replay", "extract", "read", "checks", "data", "profile", "selftest", "help", "tell", "dkim", "spf", "dmarc"):
        done = t.mekiki(*command.split(), "--help")
        t.equal(f"{command} --help: status", done.status, 0)
        found |= set(re.findall(r"--[a-z][a-z-]+", done.text.split("Options:")[-1]))
    return found - {"--help"}


def run(t):
    options = options_of(t)
    t.check("there are options", len(options) > 8, options)
    source = (ROOT / "man/mekiki.1").read_text(encoding="utf-8")
    manual = {"--" + name for name in re.findall(r"Fl -([a-z-]+)", source)} - {"--help", "--version"}
    t.equal("options that the manual does not know", sorted(options - manual), [])
    t.equal("options that only the manual knows", sorted(manual - options), [])
    for name in ("mekiki.bash", "_mekiki"):
        text = (ROOT / "contrib/completion" / name).read_text(encoding="utf-8")
        known = set(re.findall(r"--[a-z][a-z-]+", text)) - {"--help", "--version"}
        t.equal(f"options that completion/{name} does not know", sorted(options - known), [])
        t.equal(f"options that only completion/{name} knows", sorted(known - options), [])
    commands = set(re.findall(r"^  ([a-z]+) ", t.mekiki("--help").text.split("Commands:")[-1], re.M))
    t.check("there are commands", "inspect" in commands, commands)
    for name in commands:
        t.check(f"the manual has the command {name}", re.search(rf"^\.It Cm {name}\b", source, re.M))
        for file in ("mekiki.bash", "_mekiki"):
            t.check(f"completion/{file} has the command {name}", name in (ROOT / "contrib/completion" / file).read_text())

    described = set(re.findall(r"^\.It Cm ([a-z]+)", source.split(".Sh COMMANDS")[1].split(".Sh OPTIONS")[0], re.M))
    t.equal("commands that only the manual knows", sorted(described - commands), [])

    bash_completes(t, "mekiki ins", 1, "inspect")
    bash_completes(t, "mekiki inspect --form", 2, "--format")
    bash_completes(t, "mekiki inspect --format js", 3, "json")
    bash_completes(t, "mekiki read da", 2, "date")


def bash_completes(t, line, index, want):
    script = f"""source {ROOT}/contrib/completion/mekiki.bash
COMP_WORDS=({line}); COMP_CWORD={index}; _mekiki; printf '%s\\n' "${{COMPREPLY[@]}}" """
    bash = shutil.which("bash")
    done = subprocess.run([bash, "--norc", "-c", script], stdout=subprocess.PIPE, text=True)
    t.check(f"bash completes: {line}", want in done.stdout.split(), done.stdout)
