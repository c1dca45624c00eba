from __future__ import annotations

import pytest

from newsroom.publishing import secrets

#: Put together here, so that no line of this file looks like a key.
KEYS = [
    *(kind + "ABCDEFGHIJKLMNOP" for kind in ("AKIA", "ASIA")),
    "-----BEGIN OPENSSH " + "PRIVATE KEY-----",
    "-----BEGIN " + "PRIVATE KEY-----",
    *(f"gh{kind}_" + "a1" * 18 for kind in "pousr"),
    "github_pat_" + "a1" * 30,
    "glpat-" + "a1" * 10,
    "xoxb-" + "a1" * 10,
    "sk_live_" + "a1" * 12,
    "AGE-SECRET-KEY-1" + "A1" * 25,
]


@pytest.mark.parametrize("key", KEYS)
def test_keys_of_well_known_services_are_found_and_not_repeated(key: str) -> None:
    [said] = secrets.matches(f"words {key} words".encode(), {})
    assert said.startswith("what looks like a secret key")
    assert key not in said


def test_values_of_this_machines_own_secrets_are_found() -> None:
    own = secrets.of_environment(
        {
            "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG",
            "DEPLOY_TOKEN": "short",
            "MY_PASSWORD": "correct horse battery",
            "TOKEN_FILE": "/run/secrets/token-of-the-magazine",
            "PIN_TOKEN": "123456789012345",
            "HOME": "/home/somebody/with/a/long/name",
        }
    )
    assert sorted(own.values()) == ["AWS_SECRET_ACCESS_KEY", "MY_PASSWORD"]
    assert list(secrets.matches(b"correct horse battery staple", own)) == ["the value of MY_PASSWORD"]
    assert list(secrets.matches(b"nothing of the kind", own)) == []


def test_only_what_a_diff_adds_is_looked_at() -> None:
    diff = "--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-secret-of-a-kind\n+other\n"
    diff += "--- a/y.md\n+++ b/y.md\n+has secret-of-a-kind\n"
    assert secrets.in_changes(diff, {b"secret-of-a-kind": "T"}) == ["y.md holds the value of T"]
