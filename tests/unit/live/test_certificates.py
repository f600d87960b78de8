"""Connections by https: a server shows a certificate that is trusted, or is told nothing."""

from __future__ import annotations

import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import careerscore as cs
from careerscore.errors import ServiceUnavailableError
from careerscore.live import Manners, SerpApi
from careerscore.live.client import _certificates

# Of this machine alone, and trusted by nobody.
CERTIFICATE = Path(__file__).with_name("localhost.pem")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        body = json.dumps({"jobs_results": []}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Print nothing."""


class Server(HTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request, client_address):
        """Connections that a client closes are what this is about."""


@pytest.fixture
def server(monkeypatch):
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    _certificates.cache_clear()
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
    _certificates.cache_clear()


def find(server):
    source = SerpApi(key="a-key-of-mine", address=f"https://localhost:{server.server_port}")
    return cs.live.find_jobs("medical coder", source=source, manners=Manners(attempts=1))


def test_one_that_nobody_trusts_is_told_nothing(server):
    with pytest.raises(ServiceUnavailableError, match=r"the connection broke \(Connect\)"):
        find(server)
    assert server.asked == []


def test_one_that_the_environment_trusts_is_asked(server, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    assert len(find(server)) == 0
    assert "api_key=a-key-of-mine" in server.asked[0]
