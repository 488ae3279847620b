"""The HTML standard's tokenizer, and its search for a page's charset."""

import json
import re
import subprocess

from framework import Broken, Tally

NAME = "html-tokens"
GOAL = 97

STATES = {
    "Data state": "data",
    "PLAINTEXT state": "plaintext",
    "RCDATA state": "rcdata",
    "RAWTEXT state": "rawtext",
    "Script data state": "script",
    "CDATA section state": "cdata",
}

# The labels that the suite uses for one charset.
LABELS = {"iso8859-2": "iso-8859-2", "iso-8859-1": "windows-1252", "utf-16": "utf-8"}


def unescape(value):
    if isinstance(value, str):
        return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), value)
    if isinstance(value, list):
        return [unescape(v) for v in value]
    if isinstance(value, dict):
        return {unescape(k): unescape(v) for k, v in value.items()}
    return value


def canonical(tokens):
    """Neighbouring texts joined; attributes as a dict; no false self-closing flag."""
    out = []
    for token in tokens:
        token = list(token)
        if token[0] == "Character" and out and out[-1][0] == "Character":
            out[-1][1] += token[1]
            continue
        if token[0] == "StartTag":
            attributes = token[2] if isinstance(token[2], dict) else dict(map(tuple, token[2]))
            token = ["StartTag", token[1], attributes] + ([True] if token[3:] and token[3] else [])
        out.append(token)
    return out


def ask(ctx, lines):
    tool = ctx.mekiki.parent / "tests" / "tools" / "html-tokens"
    if not tool.exists():
        raise Broken(f"{tool} is not built")
    done = subprocess.run([tool], input="".join(lines).encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode("utf-8", "surrogatepass").split("\n") if line]


def tokenizer_cases(ctx):
    for path in sorted((ctx.folder(NAME) / "tokenizer").glob("*.test")):
        data = json.loads(path.read_text())
        for n, test in enumerate(data.get("tests", [])):
            if test.get("doubleEscaped"):
                test = dict(test, input=unescape(test["input"]), output=unescape(test["output"]))
            for state in test.get("initialStates", ["Data state"]):
                yield f"{path.name}:{n}:{STATES[state]}", state, test


def encoding_cases(ctx):
    for path in sorted((ctx.folder(NAME) / "encoding").glob("*.dat")):
        for n, block in enumerate(path.read_text(errors="surrogateescape").split("#data\n")[1:]):
            data, _, encoding = block.partition("\n#encoding\n")
            yield f"{path.name}:{n}", data, encoding.split("\n")[0].strip()


def run(ctx):
    tally = Tally()
    cases = [
        c for c in tokenizer_cases(ctx) if not any("\ud800" <= ch <= "\udfff" for ch in c[2]["input"])
    ]
    lines = []
    for _, state, test in cases:
        source = test["input"].encode().hex() or "-"
        lines.append(f"{STATES[state]} {test.get('lastStartTag') or '-'} {source if source != '-' else ''}\n")
    for (name, _, test), got in zip(cases, ask(ctx, lines)):
        want, got = canonical(test["output"]), canonical(got)
        tally.case(name, want == got, f"{test['input']!r}: want {want} got {got}")
    pages = list(encoding_cases(ctx))
    lines = [f"meta - {page.encode('utf-8', 'surrogateescape').hex()}\n" for _, page, _ in pages]
    same = 0
    for (name, page, want), got in zip(pages, ask(ctx, lines)):
        got = LABELS.get(got.lower(), got.lower()) or "windows-1252"
        same += got == LABELS.get(want.lower(), want.lower())
    tally.notes.append(f"charsets that pages name in their first 1,024 bytes: {same} of {len(pages)}")
    return tally.result()
