"""A Label Studio of its own environment, started for a test and driven over its API."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TOKEN = secrets.token_hex(20)
PASSWORD = secrets.token_hex(8)
QUIET = {
    "COLLECT_ANALYTICS": "False",
    "LATEST_VERSION_CHECK": "False",
    "SENTRY_DSN": "",
    "FRONTEND_SENTRY_DSN": "",
}


class Server:
    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"

    def call(self, method: str, path: str, body: Any = None) -> Any:
        request = urllib.request.Request(
            self.base + path,
            None if body is None else json.dumps(body).encode(),
            {"Authorization": f"Token {TOKEN}", "Content-Type": "application/json"},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read()!r}") from error

    def project(self, title: str, config: str, tasks: list[dict[str, Any]]) -> int:
        made = self.call("POST", "/api/projects/", {"title": title, "label_config": config})
        self.call("POST", f"/api/projects/{made['id']}/import", tasks)
        return int(made["id"])

    def tasks(self, project: int) -> list[dict[str, Any]]:
        found = self.call("GET", f"/api/tasks?project={project}&page_size=100&fields=all")
        return list(found["tasks"])

    def export(self, project: int) -> list[dict[str, Any]]:
        path = f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true"
        return list(self.call("GET", path))


@contextmanager
def running(python: Path, folder: Path) -> Iterator[Server]:
    """Start a server with an empty database; the first start takes half a minute."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [
        str(python.parent / "label-studio"), "start", "--no-browser", "--data-dir", str(folder),
        "--internal-host", "127.0.0.1", "--port", str(port), "--username", "one@example.org",
        "--password", PASSWORD, "--user-token", TOKEN, "--enable-legacy-api-token",
    ]  # fmt: skip
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, env={**os.environ, **QUIET}, start_new_session=True
        )
        try:
            server = Server(port)
            _wait(server, process, folder / "log")
            yield server
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(180):
        assert process.poll() is None, log.read_text(errors="replace")[-2000:]
        try:
            server.call("GET", "/api/projects/")
            return
        except (OSError, AssertionError):
            time.sleep(1)
    raise AssertionError(log.read_text(errors="replace")[-2000:])
