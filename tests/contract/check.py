"""Checks openapi.yaml and the golden messages beside this file against each other.

Exits with 1 and one line per finding. Needs requirements.txt; see README.md for the format of the goldens.
"""

import json
import re
import sys
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

GOLDENS = Path(__file__).parent
CONTRACT = GOLDENS.parent.parent / "openapi.yaml"
# Nobody parses these on either side: the page is HTML, and the sandbox's handles are no part of the wire.
WITHOUT_GOLDENS = {"Page", "Sandbox"}


class StrictLoader(yaml.SafeLoader):
    """YAML in which no mapping says the same thing twice; other readers refuse such a file."""

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _ in node.value]
        for key in {key for key in keys if keys.count(key) > 1}:
            raise yaml.constructor.ConstructorError(None, None, f"{key} is given twice", node.start_mark)
        return super().construct_mapping(node, deep)


class Contract:
    def __init__(self, document):
        self.document = document
        resource = DRAFT202012.create_resource(document)
        self.registry = Registry().with_resource("urn:contract", resource)

    def resolved(self, node):
        while "$ref" in node:
            keys = node["$ref"].removeprefix("#/").split("/")
            node = self.document
            for key in keys:
                node = node[key.replace("~1", "/").replace("~0", "~")]
        return node

    def operations(self):
        for template, item in self.document["paths"].items():
            for method, operation in item.items():
                if method != "parameters":
                    shared = item.get("parameters", [])
                    parameters = [self.resolved(p) for p in shared + operation.get("parameters", [])]
                    yield method.upper(), template, operation, parameters

    def operation_of(self, call):
        """The operation that a golden's Call names; literal paths win over templates."""
        method, target = call.split(" ")
        path = target.split("?")[0]
        fits = [
            found
            for found in self.operations()
            if found[0] == method and re.fullmatch(re.sub(r"{\w+}", "[^/]+", found[1]), path)
        ]
        return min(fits, key=lambda found: found[1].count("{"), default=None)

    def errors(self, schema, value):
        """What is wrong with a value, most telling first."""
        validator = Draft202012Validator(with_absolute_references(schema), registry=self.registry)
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def with_absolute_references(schema):
    if isinstance(schema, dict):
        return {
            key: f"urn:contract{value}" if key == "$ref" else with_absolute_references(value)
            for key, value in schema.items()
        }
    return [with_absolute_references(item) for item in schema] if isinstance(schema, list) else schema


def as_servers_write(value):
    """An answer in the spelling that servers write: clients also read ids as strings, and DataKey."""
    if isinstance(value, list):
        return [as_servers_write(item) for item in value]
    if not isinstance(value, dict):
        return value
    value = {("DataPoint" if key == "DataKey" else key): as_servers_write(item) for key, item in value.items()}
    if isinstance(value.get("Id"), str) and value["Id"].isdigit():
        value["Id"] = int(value["Id"])
    return value


def body_of(message):
    """The message's body as JSON; raises ValueError where it is none. None where there is no body."""
    return json.loads(message["BodyText"]) if "BodyText" in message else message.get("Body")


def header_names(message):
    return {name.lower() for name in message.get("Headers", {})}


def format_errors(golden):
    if set(golden) != {"About", "Call", "Request", "Response"}:
        yield "wants exactly About, Call, Request and Response"
        return
    for name, allowed in (("Request", set()), ("Response", {"Status"})):
        message = golden[name]
        unknown = set(message) - allowed - {"Headers", "Body", "BodyText"}
        if unknown or {"Body", "BodyText"} <= set(message) or not allowed <= set(message):
            yield f"{name} wants Headers, Body or BodyText" + (" and Status" if allowed else "")


def response_errors(contract, operation, answer):
    documented = operation["responses"].get(str(answer["Status"]))
    if documented is None:
        yield f"status {answer['Status']} is not documented"
        return
    documented = contract.resolved(documented)
    for name, header in documented.get("headers", {}).items():
        if contract.resolved(header).get("required") and name.lower() not in header_names(answer):
            yield f"the answer lacks the header {name}"
    content = documented.get("content", {})
    try:
        body = body_of(answer)
    except ValueError as error:
        yield f"the answer is not JSON: {error}"
        return
    if not content or body is None:
        if content or body is not None:
            yield "the answer has a body and should have none, or the other way round"
        return
    media_type = answer.get("Headers", {}).get("Content-Type")
    if media_type not in content:
        yield f"the answer's Content-Type is not one of {', '.join(content)}"
        return
    yield from contract.errors(content[media_type]["schema"], as_servers_write(body))


def request_errors(contract, operation, parameters, call, request):
    """What is wrong with a request that is answered with success."""
    for parameter in parameters:
        present = {
            "header": parameter["name"].lower() in header_names(request),
            "query": f"{parameter['name']}=" in call,
            "path": True,
        }
        if parameter.get("required") and not present[parameter["in"]]:
            yield f"the request lacks {parameter['name']}"
    content = operation.get("requestBody") and contract.resolved(operation["requestBody"])["content"]
    media_type = request.get("Headers", {}).get("Content-Type")
    if not content:
        if media_type or body_of(request) is not None:
            yield "the request has a body and should have none"
        return
    if media_type not in content:
        yield f"the request's Content-Type is not one of {', '.join(content)}"
    elif "json" in media_type:
        yield from contract.errors(content[media_type]["schema"], body_of(request))


def golden_errors(contract, name, golden, used):
    yield from (errors := list(format_errors(golden)))
    if errors:
        return
    found = contract.operation_of(golden["Call"])
    if found is None:
        yield f"{golden['Call']} is not in the contract"
        return
    _, _, operation, parameters = found
    used.add(operation["operationId"])
    wrong_answer = list(response_errors(contract, operation, golden["Response"]))
    if "-broken-" in name:
        if not wrong_answer:
            yield "is named broken, but its answer follows the contract"
        return
    yield from wrong_answer
    if golden["Response"]["Status"] < 400:
        yield from request_errors(contract, operation, parameters, golden["Call"], golden["Request"])


def example_errors(contract):
    """The examples inside the contract follow it too."""
    for _, _, operation, _ in contract.operations():
        messages = [operation.get("requestBody", {}), *operation["responses"].values()]
        for message in map(contract.resolved, messages):
            for media in message.get("content", {}).values():
                for name, example in media.get("examples", {}).items():
                    value = contract.resolved(example)["value"]
                    for error in contract.errors(media["schema"], value):
                        yield f"{operation['operationId']}, example {name}: {error}"


def main():
    document = yaml.load(CONTRACT.read_text(encoding="utf-8"), StrictLoader)
    findings = [f"openapi.yaml: {error.message}" for error in OpenAPIV31SpecValidator(document).iter_errors()]
    contract = Contract(document)
    findings += [f"openapi.yaml: {error}" for error in example_errors(contract)]
    files = sorted(GOLDENS.glob("*.json"))
    used = set()
    for file in files:
        golden = json.loads(file.read_text(encoding="utf-8"))
        findings += [f"{file.name}: {error}" for error in golden_errors(contract, file.name, golden, used)]
    for method, template, operation, _ in contract.operations():
        if operation["operationId"] not in used and not WITHOUT_GOLDENS & set(operation["tags"]):
            findings.append(f"openapi.yaml: {method} {template} has no golden message")
    for finding in findings:
        print(finding, file=sys.stderr)
    print(f"{len(files)} golden messages, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
