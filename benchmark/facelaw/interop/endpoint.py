"""A live OpenAI-compatible endpoint: one question in, one reply out, whatever the network does."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from facelaw.errors import UsageError
from facelaw.interop.extras import need
from facelaw.interop.log import SCRUBBED
from facelaw.interop.reply import NotACompletion, Reply, filtered, parse


class EndpointRefused(UsageError):
    """The endpoint will answer nothing: wrong key, wrong address or unknown model."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how often to ask again.

    Attributes:
        timeout: seconds for one request, answer included.
        tries: requests for one question when the server fails, the line is cut, or what comes
            is no completion.
        limited: seconds that one question may wait for a server that says it is busy (429).
        first: seconds before the second try; each further wait doubles.
        longest: seconds that any one wait lasts at most.
    """

    timeout: float = 600.0
    tries: int = 6
    limited: float = 1800.0
    first: float = 0.5
    longest: float = 60.0

    def pause(self, n: int) -> float:
        """Return the wait after the ``n``-th failure (from 1), spread so that askers part."""
        return min(self.longest, self.first * 2.0 ** min(n - 1, 30)) * random.uniform(0.5, 1.0)


class Endpoint:
    """An endpoint's address, client and shared pause.

    One 429 pauses every asker until the time that the server names, so a limit is met once and
    not once for each request in flight. The client's own retries are off: they cannot be counted.
    """

    def __init__(self, base_url: str, api_key: str, patience: Patience | None = None) -> None:
        openai = need("openai", "openai")
        self.url = clean_url(base_url)
        self.patience = patience or Patience()
        self._openai = openai
        self._key = api_key
        self._free_at = 0.0
        self._client = openai.AsyncOpenAI(
            base_url=self.url,
            api_key=api_key or "none",
            max_retries=0,
            timeout=self.patience.timeout,
        )

    async def __aenter__(self) -> Endpoint:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._client.close()

    async def ask(self, body: Mapping[str, Any]) -> Reply:
        """Send one body until a reply comes or patience ends; a failure is a reply with ``error``.

        Raises:
            EndpointRefused: HTTP 401, 404 or an exhausted quota, which no question would escape.
        """
        began = time.monotonic()
        tries = failures = 0
        while True:
            await self._turn()
            tries += 1
            wait: float | None
            turned_down = False
            try:
                return self._closed(parse(await self._send(body)), tries, began)
            except self._openai.APIStatusError as error:
                came = f"HTTP {error.status_code}: {self._said(error)}"
                if error.status_code in (401, 404) or "insufficient_quota" in came:
                    raise EndpointRefused(f"{self.url} answers {came}") from None
                if error.status_code == 429:
                    wait = self._limited(error.response.headers, tries)
                    if time.monotonic() + wait - began <= self.patience.limited:
                        self._free_at = max(self._free_at, time.monotonic() + wait)
                        continue
                    wait = None
                elif error.status_code in (408, 409) or error.status_code >= 500:
                    failures += 1
                    wait = retry_after(error.response.headers) or self.patience.pause(failures)
                elif reply := filtered(came):
                    return self._closed(reply, tries, began)
                else:
                    wait, turned_down = None, True
            except (self._openai.APIConnectionError, NotACompletion) as error:
                failures += 1
                came, wait = _cause(error), self.patience.pause(failures)
            if wait is None or failures >= self.patience.tries:
                return self._closed(Reply(error=came, turned_down=turned_down), tries, began)
            await asyncio.sleep(min(wait, self.patience.longest))

    def _closed(self, reply: Reply, tries: int, began: float) -> Reply:
        """Return a reply with what it took to get it."""
        return replace(reply, tries=tries, seconds=time.monotonic() - began)

    async def _send(self, body: Mapping[str, Any]) -> bytes:
        """Post exactly ``body`` and return the response's bytes, unread by the client.

        All of it goes as ``extra_body``, which stands above the named parameters: what was hashed
        is what is sent, and the client's typed rewriting of messages is spared.
        """
        raw = await self._client.chat.completions.with_raw_response.create(
            model=body["model"], messages=[], extra_body=body
        )
        return bytes(raw.http_response.content)

    async def _turn(self) -> None:
        """Wait out the shared pause, then a little more so that not all start at once."""
        while (left := self._free_at - time.monotonic()) > 0:
            await asyncio.sleep(left + random.uniform(0, 0.1 * left))

    def _said(self, error: Any) -> str:
        """Return what an error response says: shortened, and without the key it may quote."""
        text = " ".join(str(error.response.text).split())
        return (text.replace(self._key, SCRUBBED) if self._key else text)[:200]

    def _limited(self, headers: Mapping[str, str], n: int) -> float:
        """Return the pause after a 429: what the server asks, else our own, within bounds."""
        stated = retry_after(headers)
        return min(self.patience.longest, self.patience.pause(n) if stated is None else stated)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that ``Retry-After`` (or ``retry-after-ms``) asks for, or None.

    Seconds and HTTP dates are read (RFC 9110 section 10.2.3); nonsense and the past are None.
    """
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name)
        if value is None:
            continue
        try:
            seconds = float(value) * unit
        except ValueError:
            try:
                seconds = parsedate_to_datetime(value).timestamp() - time.time()
            except ValueError:
                continue
        if 0 <= seconds < float("inf"):
            return seconds
    return None


def clean_url(base_url: str) -> str:
    """Return a base URL as it is called, hashed and written down.

    Raises:
        UsageError: it is no http address, or holds a password or query, where keys hide.
    """
    url = base_url.strip().rstrip("/").removesuffix("/chat/completions")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError("the base URL looks like https://host/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(
            "the base URL is scheme, host and path alone; the key comes from an environment "
            "variable (see --api-key-env), so that it is never written down"
        )
    return url


def _cause(error: BaseException) -> str:
    """Return a connection's failure in words."""
    if isinstance(error, NotACompletion):
        return str(error)
    inner = error.__cause__
    return f"{type(error).__name__}: {inner or error}"[:200]
