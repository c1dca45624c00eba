"""Errors of an object store, in words for people. No message holds a key or what was signed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from newsroom.core.refusal import OperationError

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
def refusing(where: str) -> Iterator[None]:
    """Turn whatever the store's library raises into one sentence.

    Args:
        where: what is spoken to, for people.

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
