"""An S3 server on loopback, and a way to it that fails when told to."""

import http.client
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
NOT_FOR_TESTS = ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE")


@dataclass
class Server:
    """The way to a server, with what went over it."""

    address: str
    requests: list[str] = field(default_factory=list)
    """Method and path of each request."""
    faults: list[str] = field(default_factory=list)
    """What becomes of the next PUTs: `refuse` answers 503, `cut` takes half of the body and hangs up."""


@contextmanager
def serving() -> Iterator[Server]:
    """An S3 server for as long as it is needed, reached through a proxy of our own."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    try:
        host, port = moto.get_host_and_port()
        proxy = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
        proxy.daemon_threads = True
        server = Server(f"http://127.0.0.1:{proxy.server_port}")
        proxy.server, proxy.behind = server, (host, port)  # type: ignore[attr-defined]
        thread = threading.Thread(target=proxy.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server
        proxy.shutdown()
        proxy.server_close()
        thread.join()
    finally:
        moto.stop()


class Proxy(BaseHTTPRequestHandler):
    """Passes requests on, unless the next fault says otherwise."""

    protocol_version = "HTTP/1.1"

    def handle_one(self) -> None:
        """Pass one request on."""
        length = int(self.headers.get("Content-Length") or 0)
        server: Server = self.server.server  # type: ignore[attr-defined]
        server.requests.append(f"{self.command} {self.path}")
        fault = server.faults.pop(0) if self.command == "PUT" and server.faults else None
        body = self.rfile.read(length // 2 if fault == "cut" else length)
        if fault == "cut":
            self.close_connection = True
            return
        if fault == "refuse":
            self._answer(503, {}, b"<Error><Code>ServiceUnavailable</Code><Message>busy</Message></Error>")
            return
        connection = http.client.HTTPConnection(*self.server.behind)  # type: ignore[attr-defined]
        connection.request(self.command, self.path, body, dict(self.headers))
        response = connection.getresponse()
        data = response.read()
        self._answer(response.status, dict(response.getheaders()), data)
        connection.close()

    do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = handle_one  # noqa: N815 - as http.server asks

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() not in {"transfer-encoding", "connection", "content-length"}:
                self.send_header(name, value)
        length = headers.get("Content-Length", str(len(body))) if self.command == "HEAD" else str(len(body))
        self.send_header("Content-Length", length)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
