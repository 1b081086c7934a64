"""The API does what its description says, the description says what the API has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
import yaml
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.gateway import frames, rest
from bot.gateway.errors import STATUSES
from tests.gateway.running import running_gateway

ROOT = Path(__file__).parents[2]
DESCRIPTION: dict[str, Any] = yaml.safe_load(rest.OPENAPI.read_text(encoding="utf-8"))
API = schemathesis.openapi.from_dict(DESCRIPTION)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the API is."""
    with running_gateway(tmp_path_factory.mktemp("gateway")) as gateway:
        yield gateway.url


@pytest.fixture(scope="module")
def token(address: str) -> str:
    """Of a conversation."""
    made = requests.post(f"{address}/api/v1/conversations", json={}, timeout=5)
    return str(made.json()["token"])


class TestContract:
    @API.parametrize()
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def test_whatever_is_sent_is_answered_as_described(self, case: Any, address: str, token: str) -> None:
        """Status, headers and body of every answer are those of the description; nothing fails at our side."""
        if case.query:
            case.query.pop("wait", None)
        response = case.call(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=5)
        case.validate_response(response, checks=CHECKS)

        assert response.status_code < 500

    def test_the_description_is_served(self, address: str) -> None:
        """Whoever writes a client finds it beside the API."""
        response = requests.get(f"{address}/openapi.yaml", timeout=5)

        assert response.headers["Content-Type"] == "application/yaml"
        assert yaml.safe_load(response.content) == DESCRIPTION


class TestDescription:
    def test_it_has_the_paths_that_exist(self) -> None:
        """Each route is described, and nothing else is."""
        described = {(method.upper(), path) for path, methods in DESCRIPTION["paths"].items() for method in methods}

        assert described == {(route.method, route.path) for route in rest.routes()}

    def test_every_error_code_is_described(self) -> None:
        """With the status it comes with; what the page's own tools say (404, 405, 500) goes without."""
        texts = {code: re.findall(r"`(\w+)`", text) for code, text in _errors()}
        told = {code for codes in texts.values() for code in codes}

        assert set(STATUSES) - told == {"not_found", "wrong_method", "failed"}

    def test_statuses_are_those_of_the_codes(self) -> None:
        """A code is described under its own status."""
        wrong = [
            (status, code)
            for methods in DESCRIPTION["paths"].values()
            for operation in methods.values()
            for status, response in operation["responses"].items()
            for code in re.findall(r"`(\w+)`", _resolved(response)["description"])
            if STATUSES.get(code, int(status)) != int(status)
        ]

        assert wrong == []

    @pytest.mark.parametrize("frame", [frames.Hello, frames.Say, frames.Choose])
    def test_bodies_have_the_fields_of_the_frames(self, frame: Any) -> None:
        """One protocol; only where the page stands differs, as HTTP has no connection to remember it."""
        described = set(DESCRIPTION["components"]["schemas"][frame.__name__]["properties"])

        assert described - {"page"} == {field.name for field in fields(frame)} - {"page"}

    def test_examples_are_valid(self) -> None:
        """A reader may copy them."""
        for schema, example in _examples():
            validator = Draft202012Validator({**schema, "components": DESCRIPTION["components"]})

            assert list(validator.iter_errors(example)) == []


class TestPages:
    def test_the_protocol_page_has_every_frame(self) -> None:
        """docs/protocol.md tells all that a client may send, and nothing else."""
        page = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
        sent = page.partition("## From the shopper")[2].partition("## From the server")[0]

        assert set(re.findall(r"^\| `(\w+)` \|", sent, flags=re.MULTILINE)) == set(frames.READERS)

    def test_every_code_has_its_row(self) -> None:
        """A code of HTTP stands in docs/rest.md, the others in docs/protocol.md."""
        pages = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("protocol.md", "rest.md")]
        rows = {row for page in pages for row in re.findall(r"^\| `(\w+)` \|", page.partition("rror codes")[2], re.M)}

        assert rows == set(STATUSES) | {"no_hello"}


def _errors() -> list[tuple[str, str]]:
    return [(name, response["description"]) for name, response in DESCRIPTION["components"]["responses"].items()]


def _resolved(response: dict[str, Any]) -> dict[str, Any]:
    name = response.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = DESCRIPTION["components"]["responses"][name] if name else response
    return found


def _examples() -> list[tuple[dict[str, Any], Any]]:
    """Schema and example of every body that has one."""
    found: list[tuple[dict[str, Any], Any]] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if "schema" in node and "example" in node:
                found.append((node["schema"], node["example"]))
            for child in node.values():
                walk(child)

    walk(DESCRIPTION)
    return found
