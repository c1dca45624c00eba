"""A bucket of an S3-compatible store: the few things that a publish asks of it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from email.utils import parsedate_to_datetime
from typing import IO, Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from msgspec import Struct

from newsroom.core.operation_error import OperationError

# Tells a store's answer that was cut short from one that is whole.
#
# A connection that breaks off among an answer's headers leaves an answer that the library takes for whole: a listing
# without objects, or a "not found" for what is there.

#: Headers that say where the body of an answer ends.
_FRAMES = frozenset({"content-length", "transfer-encoding"})
_NO_BODY = frozenset({204, 304})
#: The header that comes with every answer of the kind, and nothing in its body does the same.
_NEEDED = {"PutObject": "etag", "GetObject": "etag", "HeadObject": "etag"}
_FAULTS_FROM = 300


def demand_whole(operation_model: Any, response_dict: dict[str, Any], **_: object) -> None:
    """Refuse an answer that was cut short; an event handler of botocore for ``before-parse``.

    Args:
        operation_model: operation of the request.
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


# Errors of an object store, in words for people. No message holds a key or what was signed.

_CREDENTIALS = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or AWS_PROFILE, and publish again"
_AGAIN = "publish again when it is there: what is uploaded already stays and is not sent twice"
#: By the code of an answer: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
_ANSWERS = {
    ("NoSuchBucket",): "there is no such bucket; see `bucket` in publish.toml, or make the bucket",
    ("AccessDenied", "403", "AllAccessDisabled", "AccountProblem", "MethodNotAllowed"): (
        "access was denied; let the key list the bucket, and read, write and delete in it (and, with `distribution`, "
        "make invalidations)"
    ),
    ("RequestTimeTooSkewed", "RequestExpired"): "this computer's clock is wrong; set it right and publish again",
    ("InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidClientTokenId", "UnrecognizedClientException"): (
        f"the key is not one that it knows; {_CREDENTIALS}"
    ),
    ("ExpiredToken", "TokenRefreshRequired", "InvalidToken", "ExpiredTokenException"): (
        "the key has expired; sign in again and publish again"
    ),
    ("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException", "301"): (
        "the bucket is in another region; set `region` in publish.toml"
    ),
    ("BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch"): (
        "what arrived is not what was sent; publish again"
    ),
    ("SlowDown", "ServiceUnavailable", "InternalError", "RequestTimeout", "500", "502", "503", "504"): (
        f"it is overloaded or down; {_AGAIN}"
    ),
    ("NoSuchDistribution",): "there is no such distribution; see `distribution` in publish.toml",
    ("NotImplemented", "501"): "it cannot do what a publish needs; see docs/explanation/publishing.md for what that is",
    ("QuotaExceeded", "InsufficientStorage", "XMinioStorageFull", "507"): (
        f"it is full; make room or order more, then {_AGAIN}"
    ),
}
_BY_CODE = {code: words for codes, words in _ANSWERS.items() for code in codes}


def code(error: Any) -> str:
    """Return the code of an answer that is an error."""
    return str(error.response.get("Error", {}).get("Code", ""))


@contextmanager
def translated_errors(where: str) -> Iterator[None]:
    """Turn whatever the store's library raises into one sentence.

    Args:
        where: the bucket, for people.

    Raises:
        OperationError: instead of all that botocore raises.
    """
    from boto3.exceptions import Boto3Error
    from botocore import exceptions as faults
    from botocore.parsers import ResponseParserError

    try:
        yield
    except faults.ClientError as error:
        unknown = f"it answered {code(error) or 'with an error'}; look the code up in its documents"
        raise OperationError(f"{where}: {_BY_CODE.get(code(error), unknown)}.") from None
    except (faults.NoCredentialsError, faults.PartialCredentialsError, faults.ProfileNotFound):
        raise OperationError(f"{where}: there is no key for it; {_CREDENTIALS}.") from None
    except (faults.CredentialRetrievalError, faults.TokenRetrievalError, faults.SSOError):
        raise OperationError(f"{where}: the key could not be fetched; sign in again and publish again.") from None
    except (faults.ParamValidationError, faults.NoRegionError, faults.UnknownEndpointError, ValueError) as error:
        if isinstance(error, UnicodeError):
            raise
        raise OperationError(
            f"{where}: this cannot be asked of a store ({type(error).__name__}); see `bucket`, `region` and `endpoint` "
            "in publish.toml."
        ) from None
    except (
        faults.HTTPClientError,
        faults.ConnectionError,
        faults.IncompleteReadError,
        faults.ResponseStreamingError,
        ResponseParserError,
    ):
        raise OperationError(f"{where}: it cannot be reached, or the connection broke off; {_AGAIN}.") from None
    except (faults.BotoCoreError, Boto3Error) as error:
        raise OperationError(f"{where}: it did not work ({type(error).__name__}); {_AGAIN}.") from None


#: So many things are asked at once.
WORKERS = 8
#: So many keys are deleted by one call: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
_AT_ONCE = 1000
_ABSENT = ("404", "NoSuchKey", "NotFound")
#: Another was quicker: a condition did not hold, or two that asked the same at once met.
_TAKEN = ("412", "PreconditionFailed", "409", "ConditionalRequestConflict")

_T = TypeVar("_T")


class ListedObject(NamedTuple):
    """Object of a listing; its age is in seconds, by the store's own clock."""

    etag: str
    size: int
    age: float


class StoredObject(NamedTuple):
    """An object and how old it is, in seconds by the store's own clock."""

    body: bytes
    etag: str
    age: float


class ObjectMetadata(Struct, frozen=True):
    """Metadata of an object: its encoding in the store, and the headers that are sent with it.

    Args:
        digest: the SHA-256 of the file as it is on the site.
        blob: the name of what its bytes lie under.
        type: its Content-Type.
        cache: its Cache-Control.
        encoding: its Content-Encoding; empty for none.
    """

    digest: str
    blob: str
    type: str
    cache: str
    encoding: str

    def headers(self) -> dict[str, Any]:
        """Return the headers that are stored with the object."""
        headers: dict[str, Any] = {
            "ContentType": self.type,
            "CacheControl": self.cache,
            "Metadata": {"sha256": self.digest},
        }
        return headers | ({"ContentEncoding": self.encoding} if self.encoding else {})


class Bucket:
    """A bucket.

    Args:
        name: the name of the bucket.
        where: the bucket, for people.
        region: the region it is in; empty for what the environment says.
        endpoint: the address of a store that is not Amazon's.
    """

    def __init__(self, name: str, where: str, *, region: str = "", endpoint: str = "") -> None:
        import boto3
        from botocore.config import Config

        self.name, self.where = name, where
        # Of others' stores some know no checksum but MD5, which they all know.
        self._sums = not endpoint or urlsplit(endpoint).netloc.endswith(".amazonaws.com")
        options = Config(
            # AWS_MAX_ATTEMPTS in the environment says how often.
            retries={"mode": "standard"},
            connect_timeout=10,
            read_timeout=60,
            max_pool_connections=WORKERS + 2,
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            user_agent_extra="newsroom",
        )
        with translated_errors(where):
            session = boto3.session.Session(region_name=region or None)
            self._session, self._options = session, options
            self._client: Any = session.client(
                "s3",
                endpoint_url=endpoint or None,
                region_name=region or session.region_name or "us-east-1",
                config=options,
            )
        self._client.meta.events.register("before-parse.s3", demand_whole)

    def listing(self, prefix: str) -> dict[str, ListedObject]:
        """Return the objects under a prefix, by their keys without it."""
        objects: dict[str, ListedObject] = {}
        with translated_errors(self.where):
            for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=prefix):
                for item in page.get("Contents", ()):
                    listed = ListedObject(item["ETag"].strip('"'), item["Size"], _age(page, item))
                    objects[item["Key"].removeprefix(prefix)] = listed
        return objects

    def get(self, key: str) -> StoredObject | None:
        """Return an object; nothing where there is none."""
        from botocore.exceptions import ClientError

        with translated_errors(self.where):
            try:
                answer = self._client.get_object(Bucket=self.name, Key=key)
            except ClientError as error:
                if code(error) in _ABSENT:
                    return None
                raise
            # As a context manager it would give what lies below it, which checks no length.
            with closing(answer["Body"]) as body:
                raw = body.read()
        return StoredObject(raw, answer["ETag"].strip('"'), _age(answer, answer))

    def put(self, key: str, body: bytes | IO[bytes], digest: str = "", md5: str = "", **headers: Any) -> str:
        """Store an object, whole or not at all, and return its ETag. What arrives as something else is refused.

        Args:
            key: its key.
            body: its bytes.
            digest: the SHA-256 of the body, in hexadecimal, where it is known.
            md5: its MD5, in the same way.
            headers: metadata to store with it, in the words of boto3.
        """
        if isinstance(body, bytes):
            digest = digest or hashlib.sha256(body).hexdigest()
            md5 = hashlib.md5(body, usedforsecurity=False).hexdigest()
        sums = {"ContentMD5": _base64(md5)} | (
            {"ChecksumAlgorithm": "SHA256", "ChecksumSHA256": _base64(digest)} if self._sums else {}
        )
        with translated_errors(self.where):
            answer = self._client.put_object(Bucket=self.name, Key=key, Body=body, **sums, **headers)
        return str(answer["ETag"].strip('"'))

    def put_if(self, key: str, body: bytes, *, etag: str = "") -> str | None:
        """Store an object where there is none, or where there is one with an ETag; return the new ETag, or nothing."""
        from botocore.exceptions import ClientError

        condition = {"IfMatch": f'"{etag}"'} if etag else {"IfNoneMatch": "*"}
        with translated_errors(self.where):
            try:
                answer = self._client.put_object(Bucket=self.name, Key=key, Body=body, **condition)
            except ClientError as error:
                if code(error) in (*_TAKEN, *_ABSENT):
                    return None
                raise
        return str(answer["ETag"].strip('"'))

    def copy(self, source: str, key: str, served: ObjectMetadata) -> str:
        """Copy an object within the store, with headers of its own, and return its ETag."""
        with translated_errors(self.where):
            answer = self._client.copy_object(
                Bucket=self.name,
                Key=key,
                CopySource={"Bucket": self.name, "Key": source},
                MetadataDirective="REPLACE",
                **served.headers(),
            )
        return str(answer["CopyObjectResult"]["ETag"].strip('"'))

    def digest(self, key: str) -> str:
        """Return the digest of the source file from an object's metadata; empty where there is none."""
        from botocore.exceptions import ClientError

        with translated_errors(self.where):
            try:
                return str(self._client.head_object(Bucket=self.name, Key=key)["Metadata"].get("sha256", ""))
            except ClientError as error:
                if code(error) in _ABSENT:
                    return ""
                raise

    def delete(self, keys: Iterable[str]) -> None:
        """Delete objects; those that are not there are no fault."""
        ordered = sorted(keys)
        for start in range(0, len(ordered), _AT_ONCE):
            some = [{"Key": key} for key in ordered[start : start + _AT_ONCE]]
            with translated_errors(self.where):
                answer = self._client.delete_objects(Bucket=self.name, Delete={"Objects": some, "Quiet": True})
            for fault in answer.get("Errors", ()):
                raise OperationError(
                    f"{self.where}: {fault['Key']} could not be deleted ({fault['Code']}); let the key delete in the "
                    "bucket and publish again."
                )

    def invalidate(self, distribution: str, paths: list[str], reference: str) -> None:
        """Tell CloudFront to ask for paths anew. The same reference is taken once."""
        with translated_errors(f"CloudFront {distribution}"):
            self._session.client("cloudfront", config=self._options).create_invalidation(
                DistributionId=distribution,
                InvalidationBatch={
                    "Paths": {"Quantity": len(paths), "Items": paths},
                    "CallerReference": reference,
                },
            )

    def get_json(self, key: str) -> Any:
        """Return what `put_json` stored; nothing where there is none."""
        stored = self.get(key)
        if stored is None:
            return None
        try:
            return json.loads(gzip.decompress(stored.body))
        except (ValueError, OSError, EOFError):
            raise OperationError(
                f"{self.where}: {key} was changed by somebody and cannot be read; delete it and publish again."
            ) from None

    def put_json(self, key: str, plain: Any) -> None:
        """Store something as compressed JSON."""
        self.put_packed(key, json.dumps(plain, separators=(",", ":")).encode())

    def put_packed(self, key: str, raw: bytes) -> None:
        """Store JSON, compressed."""
        packed = gzip.compress(raw, mtime=0)
        self.put(key, packed, ContentType="application/json", ContentEncoding="gzip", CacheControl="no-store")


def at_once(what: Callable[[_T], object], items: Iterable[_T], going_on: Callable[[], None]) -> None:
    """Do something with each item, several at a time; the first error ends it, and the rest is not begun.

    Args:
        what: function to call with each item.
        items: items to call it with.
        going_on: asked before each; it raises when nothing more may be done.
    """

    def run(item: _T) -> None:
        going_on()
        what(item)

    with ThreadPoolExecutor(WORKERS, thread_name_prefix="store") as pool:
        try:
            for _ in pool.map(run, items):
                pass
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _age(answer: Any, item: Any) -> float:
    now = parsedate_to_datetime(answer["ResponseMetadata"]["HTTPHeaders"]["date"])
    return float((now - item["LastModified"]).total_seconds())


def _base64(digest: str) -> str:
    return base64.b64encode(bytes.fromhex(digest)).decode()
