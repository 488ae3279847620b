"""Reports that `mekiki tell` writes, held against the schemas of XARF.

Of each world a case is made from its recorded answers. Each JSON report among the letters has to be valid by the core
schema and by the schema of its own type, where the suite has that one; the samples of the suite itself are held against
the same schemas first, so that a schema that accepts everything would be noticed."""

import json
import pathlib
import tempfile

from framework import Skipped, Tally

NAME = "reports"
GOAL = 100
WORLDS = pathlib.Path(__file__).resolve().parents[1] / "worlds"


def validators(ctx):
    try:
        import jsonschema
    except ImportError:
        raise Skipped("python3-jsonschema is not here")
    schemas = {}
    for path in ctx.files(NAME, "xarf/schemas/*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        schemas[path.name] = schema
    # Both places by which the schemas call each other.
    store = {}
    for name, schema in schemas.items():
        for base in (schema.get("$id", name), f"https://xarf.org/schemas/v4/{name}", f"https://xarf.org/schemas/v4/types/{name}"):
            store[base] = schema

    def validator(name):
        schema = schemas[name]
        resolver = jsonschema.RefResolver(schema["$id"], schema, store=store)
        return jsonschema.Draft202012Validator(schema, resolver=resolver, format_checker=jsonschema.FormatChecker())

    return schemas, validator


def trouble(validator, report):
    return "; ".join(f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validator.iter_errors(report))


def schema_of(schemas, report):
    name = f"{report['category']}-{report['type']}.json"
    return name if name in schemas else "xarf-core.json"


def letters(ctx, world, folder):
    case = folder / f"{world.name}.case"
    args = ["--clock", (world / "clock").read_text().strip(), "--profile", world / "site.conf", "--answers", world / "answers.json"]
    ctx.command(["inspect", *args, "--case", case, world / "mail.eml"])
    ctx.command(["tell", case, "-o", folder / world.name])
    return sorted((folder / world.name).glob("*.json"))


def run(ctx):
    tally = Tally()
    schemas, validator = validators(ctx)
    broken = {"xarf_version": "4.2.0", "category": "content", "type": "phishing"}
    tally.case("a report with nothing in it is refused", trouble(validator("content-phishing.json"), broken))
    seen = set()
    with tempfile.TemporaryDirectory() as place:
        for world in sorted(p for p in WORLDS.iterdir() if (p / "answers.json").exists()):
            for path in letters(ctx, world, pathlib.Path(place)):
                report = json.loads(path.read_text(encoding="utf-8"))
                name = schema_of(schemas, report)
                seen.add(name)
                for which in sorted({name, "xarf-core.json"}):
                    why = trouble(validator(which), report)
                    tally.case(f"{world.name}/{path.name} by {which}", not why, why)
    for name in ("content-phishing.json", "messaging-spam.json"):
        tally.case(f"some report is held against {name}", name in seen, sorted(seen))
    return tally.result()
