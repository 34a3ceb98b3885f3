#!/usr/bin/env python3
"""Says of YAML files whether a JSON Schema takes them, as an editor would: validate-with-schema.py SCHEMA FILE...

For each file one line of JSON: {"file", "valid", "errors"}. Needs Debian's python3-yaml and python3-jsonschema.
"""

import json
import pathlib
import re
import sys

import jsonschema
import yaml


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, which editors use: no dates, and yes and no are texts; a key twice is an error."""

    yaml_implicit_resolvers = {}


for tag, pattern, first in [
    ("null", r"^(~|null|Null|NULL|)$", "~nN\0"),
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", "-+0123456789"),
    ("float", r"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$", "-+.0123456789"),
]:
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first) + ([""] if tag == "null" else []))


def construct_integer(loader, node):
    value = node.value
    return int(value, 0) if value.startswith(("0o", "0x")) else int(value)


def construct_mapping(loader, node):
    result = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if not isinstance(key, str) or key in result:
            raise yaml.constructor.ConstructorError(None, None, f"key twice or no text: {key}", key_node.start_mark)
        result[key] = loader.construct_object(value_node, deep=True)
    return result


CoreLoader.add_constructor("tag:yaml.org,2002:int", construct_integer)
CoreLoader.add_constructor("tag:yaml.org,2002:map", construct_mapping)


def problems(path, validator):
    try:
        content = yaml.load(path.read_bytes().decode("utf-8"), Loader=CoreLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        return [f"not YAML: {error}"]
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}"[:300] for error in validator.iter_errors(content)]


def main():
    schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    for name in sys.argv[2:]:
        errors = problems(pathlib.Path(name), validator)
        print(json.dumps({"file": name, "valid": not errors, "errors": errors[:5]}, ensure_ascii=False))


main()
