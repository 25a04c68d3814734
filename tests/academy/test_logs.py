"""Logs never tell who a person is, nor what they hold."""

import io
import json
import logging

import pytest

from academy.logs import RequestLogMiddleware, logging_config


@pytest.fixture
def lines():
    """What a production process writes, as a list of dicts."""
    formatter = logging_config(json_lines=True, level="INFO")["formatters"]["lines"]
    factory = formatter.pop("()")
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(factory(**formatter))
    logger = logging.getLogger("tests.logs")
    logger.addHandler(handler)
    logger.setLevel("INFO")
    logger.propagate = False
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logger.removeHandler(handler)


def test_production_lines_are_json_without_addresses_of_people(lines):
    logging.getLogger("tests.logs").info("mail to %s failed at /x?code=s3cret", "marie.curie@example.org")
    (line,) = lines()
    assert line["level"] == "info"
    assert "timestamp" in line
    assert "marie" not in json.dumps(line)
    assert "s3cret" not in json.dumps(line)


def test_exceptions_fit_on_one_line(lines):
    try:
        raise ValueError("marie.curie@example.org")
    except ValueError:
        logging.getLogger("tests.logs").exception("it failed")
    (line,) = lines()
    assert "Traceback" in line["exception"]
    assert "marie" not in line["exception"]


def test_addresses_are_logged_as_patterns(rf):
    request = rf.get("/join/8f3kcode/?next=/x")
    assert "8f3kcode" not in RequestLogMiddleware.format_request(request)


@pytest.mark.django_db
def test_a_resolved_request_is_logged_by_its_route(client):
    request = client.get("/accounts/password/reset/key/1-secret/").wsgi_request
    words = RequestLogMiddleware.format_request(request)
    assert words.startswith("GET /accounts/password/reset/key/")
    assert "1-secret" not in words
