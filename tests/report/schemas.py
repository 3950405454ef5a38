# SPDX-License-Identifier: Apache-2.0
"""schemas.py PROGRAM: every document that commands print, held against its JSON Schema.

A document must be valid, and its schema must name every key in it: what `properties` does not name
is only read where `additionalProperties` says what stands there.
"""

import glob
import itertools
import json
import os
import subprocess
import sys
import tempfile

from jsonschema import Draft202012Validator

DAY = ["--as-of", "2026-11-21"]

# Some ledgers of the tests name files of other folders; this is done at the root of the project.
HERE = ["--allow-read", "."]


def files(*patterns):
    """The files of some patterns, in the order of their names."""
    return sorted(path for pattern in patterns for path in glob.glob(pattern))


def of_ledgers(folder):
    """Calls on ledgers, those with errors too."""
    paths = files("examples/*/*.yaml", "tests/transcripts/data/*.yaml")
    report = os.path.join(folder, "report.json")
    for path in paths:
        yield "check", ["check", path, *HERE, *DAY, "--all", "--margin", "0.3"]
        yield "estimate", ["estimate", path, *HERE, "--standard", "all"]
        yield "forecast", ["forecast", path, *HERE, *DAY, "--from", "2026-12-01"]
        for template in ("summary", "eu-model-documentation", "eu-notification", "us-frontier"):
            yield "report", ["report", path, *HERE, *DAY, "--template", template]
        yield "report", ["report", path, *HERE, *DAY, "--redact", "chips,tokens,sources,cost"]
        yield None, ["report", path, *HERE, *DAY, "--output", report]
        yield "verify", ["verify", report, *HERE]
        yield "verify", ["verify", report, *HERE, "--ledger", "examples/llama-3.1-405b/ledger.yaml"]
    for path in paths + files("tests/transcripts/errors/*.yaml"):
        yield "check", ["check", path, *HERE, *DAY]
        yield "estimate", ["estimate", path, *HERE]
        yield "explain", ["explain", path, *HERE, *DAY]
    yield "check", ["check", *paths, *HERE, *DAY]


def of_tools():
    """Calls on catalogues, models, chips and law, and on no file."""
    for path in files("examples/*/models.csv", "tests/transcripts/*/*.csv"):
        yield "audit", ["audit", path, *DAY, "--all"]
    yield "audit", ["audit", "examples/audit/models.csv", *DAY]
    for path in files("examples/*/config.json", "tests/data/models/*.json"):
        yield "model", ["model", path]
    for path in files("tests/transcripts/errors/checkpoint-*"):
        yield "model", ["model", path]
    pods = ["interconnect", "--preset", "llama-3.1-405b", *DAY]
    yield "interconnect", pods
    yield "interconnect", [*pods, "--cap", "100kB/s"]
    yield "interconnect", ["interconnect", "--parameters", "7e9", "--chip", "no-such-chip"]
    for path in files("examples/verification/*.yaml", "tests/transcripts/errors/*declared*.yaml"):
        yield "capacity", ["capacity", path, *DAY]
    for name, words in (
        ("sampling", "sampling items --items 16384 --bad 164 --probability 95%"),
        ("trend", "trend --flop 1e28 --frontier 5e26 --frontier-growth 0.9..4.7"),
        ("chips", "chips"),
        ("chips", "chips no-such-chip"),
        ("export-control", "chips --export-control"),
        ("export-control", "chips h100-sxm --export-control --explain"),
        ("thresholds", "thresholds"),
        ("standards", "standards"),
    ):
        yield name, words.split()


class Unnamed(Exception):
    """A key that no schema names."""


class Checker:
    """A document held against its schema: first that it is valid, then that its keys are named."""

    def __init__(self, program):
        self.program = program
        self.schemas = {}

    def run(self, words):
        return subprocess.run([self.program, *words], capture_output=True, text=True, check=False)

    def schema(self, name):
        if name not in self.schemas:
            schema = json.loads(self.run(["schema", name]).stdout)
            Draft202012Validator.check_schema(schema)
            self.schemas[name] = Draft202012Validator(schema)
        return self.schemas[name]

    def check(self, name, words):
        done = self.run([*words, "--format", "json"])
        if done.returncode not in (0, 1, 2, 3) or not done.stdout:
            raise Unnamed(f"printed no document, status {done.returncode}: {done.stderr[:300]}")
        document = json.loads(done.stdout)
        if document["schema"] != f"flopledger/{name}/1":
            raise Unnamed(f"is {document['schema']}, not {name}")
        validator = self.schema(name)
        for fault in validator.iter_errors(document):
            raise Unnamed(f"{fault.json_path}: {fault.message[:300]}")
        self.walk(validator.schema, validator.schema, document, "$")

    def walk(self, root, schema, value, path):
        """Goes down where the schema goes; a key that it does not name is a fault."""
        if "$ref" in schema:
            schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
        if "anyOf" in schema:
            schema = next(choice for choice in schema["anyOf"] if fits(root, choice, value))
            self.walk(root, schema, value, path)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self.walk(root, schema["items"], item, f"{path}[{index}]")
        elif isinstance(value, dict):
            for key, item in value.items():
                below = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
                if below is None:
                    raise Unnamed(f"{path}: the schema does not name {key!r}")
                self.walk(root, below, item, f"{path}.{key}")


def fits(root, choice, value):
    """Whether a value is of a choice, by what tells choices apart: its type and its kind."""
    if "$ref" in choice:
        choice = root["$defs"][choice["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in choice:
        return any(fits(root, below, value) for below in choice["anyOf"])
    if isinstance(value, dict):
        kind = choice.get("properties", {}).get("kind", {}).get("const", value.get("kind"))
        return choice.get("type") == "object" and kind == value.get("kind")
    if value is None:
        return choice.get("type") == "null"
    return choice.get("type") not in ("null", "object")


def main():
    checker = Checker(sys.argv[1])
    counts = {}
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, words in itertools.chain(of_ledgers(folder), of_tools()):
            if name is None:
                checker.run([*words, "--format", "json"])
                continue
            try:
                checker.check(name, words)
                counts[name] = counts.get(name, 0) + 1
            except Unnamed as fault:
                failed += 1
                print(f"flopledger {' '.join(words)}: {fault}", file=sys.stderr)
    names = checker.run(["schema", "?"]).stderr
    listed = " ".join(names.split()).rsplit("there are ", 1)[1].split(", ")
    for name in listed:
        checker.schema(name)
    print(f"{len(listed)} schemas; documents: " + ", ".join(f"{k} {v}" for k, v in counts.items()))
    sys.exit(1 if failed else 0)


main()
