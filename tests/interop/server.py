"""A real HTTP server that answers chat completions, and misbehaves on demand."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, cast

Behaviour = Callable[["Handler", dict[str, Any]], bool]
"""Answers one request in its own way; returns whether the client got a reply to keep."""

GOOD = '{"answer": "一"}'


def completion(text: str | None = GOOD, finish: str = "stop", **more: Any) -> dict[str, Any]:
    """Return a chat completion."""
    message = {"role": "assistant", "content": text, **more}
    return {
        "id": "c",
        "object": "chat.completion",
        "model": "served-name",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
    }


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        found = re.search(r"<([^>]+)>", body["messages"][-1]["content"])
        name = found[1] if found else "?"
        server = cast("Server", self.server)
        with server.guard:
            server.asked[name] += 1
            server.bodies.append(body)
            server.keys.add(self.headers.get("authorization", ""))
            n = server.asked[name]
            server.active += 1
            server.most_active = max(server.most_active, server.active)
        try:
            time.sleep(server.delay)
            acts = server.script.get(name, server.script.get("*", []))
            act = acts[n - 1] if n <= len(acts) else good
            if act(self, body):
                with server.guard:
                    server.answered[name] += 1
        finally:
            with server.guard:
                server.active -= 1

    def send(self, status: int, content: bytes, **headers: str) -> None:
        """Send a whole response."""
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """The server, and what it counted.

    Attributes:
        script: for an item's id (or ``*``), what to do on its first, second … request.
        asked: requests by item.
        answered: replies by item that a client ought to keep.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self, script: Mapping[str, Sequence[Behaviour]] | None = None, delay: float = 0.0
    ) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script = dict(script or {})
        self.delay = delay
        self.asked: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self.bodies: list[dict[str, Any]] = []
        self.keys: set[str] = set()
        self.active = self.most_active = 0
        self.guard = threading.Lock()
        self.url = f"http://127.0.0.1:{self.server_address[1]}/v1"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the test."""


def reply(value: object) -> Behaviour:
    """Return the behaviour that answers 200 with this JSON value."""

    def act(handler: Handler, body: dict[str, Any]) -> bool:
        handler.send(200, json.dumps(value).encode())
        return True

    return act


good = reply(completion())


def status(code: int, said: object = "busy", **headers: str) -> Behaviour:
    """Return the behaviour that answers with an error status."""

    def act(handler: Handler, body: dict[str, Any]) -> bool:
        content = json.dumps({"error": {"message": said}}).encode()
        handler.send(code, content, **headers)
        return False

    return act


def raw(content: bytes) -> Behaviour:
    """Return the behaviour that answers 200 with these bytes, which are no completion."""

    def act(handler: Handler, body: dict[str, Any]) -> bool:
        handler.send(200, content)
        return False

    return act


def cut(handler: Handler, body: dict[str, Any]) -> bool:
    """Promise a whole body, send half of it and hang up."""
    content = json.dumps(completion()).encode()
    handler.send_response(200)
    handler.send_header("content-length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content[: len(content) // 2])
    handler.wfile.flush()
    return hang_up(handler, body)


def hang_up(handler: Handler, body: dict[str, Any]) -> bool:
    """Close the connection."""
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)
    return False


def slow(seconds: float) -> Behaviour:
    """Return the behaviour that answers well, but late."""

    def act(handler: Handler, body: dict[str, Any]) -> bool:
        time.sleep(seconds)
        return good(handler, body)

    return act
