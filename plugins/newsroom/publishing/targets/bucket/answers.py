"""Tells a store's answer that was cut short from one that is whole.

A connection that breaks off among an answer's headers leaves an answer that the library takes for whole: a listing
without objects, or a "not found" for what is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Headers that say where the body of an answer ends.
_FRAMES = frozenset({"content-length", "transfer-encoding"})
_NO_BODY = frozenset({204, 304})
#: The header that comes with every answer of the kind, and nothing in its body does the same.
_NEEDED = {"PutObject": "etag", "GetObject": "etag", "HeadObject": "etag"}
_FAULTS_FROM = 300


def demand_whole(operation_model: Any, response_dict: dict[str, Any], **_: object) -> None:
    """Refuse an answer that was cut short; an event handler of botocore for ``before-parse``.

    Args:
        operation_model: what was asked for.
        response_dict: the status, the headers and the body of the answer.

    Raises:
        ResponseStreamingError: it was cut short.
    """
    from botocore.exceptions import ResponseStreamingError

    status = response_dict["status_code"]
    headers = {name.lower(): str(value) for name, value in response_dict["headers"].items()}
    if not _is_whole(operation_model, status, headers, response_dict["body"]):
        raise ResponseStreamingError(error="the answer was cut short")


def _is_whole(operation: Any, status: int, headers: Mapping[str, str], body: Any) -> bool:
    framed = not _FRAMES.isdisjoint(headers)
    asked_for_headers = operation.http.get("method") == "HEAD"
    announced = headers.get("content-length", "")
    if isinstance(body, bytes) and announced.isdigit() and len(body) < int(announced) and not asked_for_headers:
        return False
    if status >= _FAULTS_FROM:
        return framed or bool(body) or asked_for_headers or status in _NO_BODY
    needed = _NEEDED.get(operation.name)
    if needed is None:
        # The parser finds out where XML ends too early, unless there is none at all.
        return bool(body) or status in _NO_BODY or operation.output_shape is None
    # Of bytes nothing but their length tells whether they are all.
    return needed in headers and (framed or operation.name != "GetObject")
