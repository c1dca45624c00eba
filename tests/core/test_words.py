"""The words of the project: names and messages use the standard terms, and none of the private words before them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.building import ROOT

#: Each private word with the term that stands in its place, in names of modules, classes, functions and parameters.
TERMS = {
    "aired": "live now",
    "altered": "drift",
    "bare": "stripped",
    "careful": "no_store_pages",
    "course": "progress",
    "desk": "read_context",
    "fingerprint": "digest",
    "foreign": "third_party",
    "furniture": "interface_text",
    "heads": "front_matter",
    "house": "publisher, boilerplate",
    "judge": "checker",
    "laid": "staged",
    "likeness": "perceptual_hash",
    "looked": "checked, digests",
    "looks": "input_digests",
    "manner": "options",
    "needle": "term",
    "needles": "terms",
    "passage": "document",
    "recipe": "code_digest",
    "refusal": "error",
    "refused": "forbidden, rejected",
    "settle": "recover",
    "sheet": "list_page, stylesheet",
    "sheets": "list_pages, bundles",
    "shelf": "library",
    "shelves": "index, sublists",
    "sieve": "prefilter",
    "spoilt": "verify",
    "stamp": "file_state",
    "standing": "active, published",
    "switch": "activate",
    "tongue": "lang_attrs",
    "turns": "scheduled_changes",
    "twin": "precompressed",
    "twins": "precompressed",
    "undress": "unwrap",
    "weigh": "page_weight",
}
#: Names that hold such a word in its usual sense.
EXCEPTIONS = {
    "ForeignTextTags": "tags around text in another language, as templates have them: foreign_text",
    "leak-likeness": "a rule; the glossary explains the term",
    "news-desk": "the id of an author in an example",
}
#: Words of messages for people.
_IN_MESSAGES = re.compile(
    r"\b(passage|shel(?:f|ves)|furniture|(?:style )?sheets?|needles?|sieve|twins?|undress\w*|bare|foreign|spoilt"
    r"|altered|laid aside|moved in|hosts? of pages|tongues?|aired|judges?|stamps?|fingerprints?|recipes?"
    r"|the head cannot)\b"
)
_RULE = re.compile(r"[a-z]+(?:-[a-z]+)+")


def _sources() -> dict[str, ast.Module]:
    files = [ROOT / "tasks.py", *(file for top in ("plugins", "tools", "bench") for file in (ROOT / top).rglob("*.py"))]
    return {file.relative_to(ROOT).as_posix(): ast.parse(file.read_text("utf-8")) for file in sorted(files)}


SOURCES = _sources()


def _names(path: str, tree: ast.Module) -> Iterator[str]:
    """Yield the names of a module, and of its classes, functions and parameters."""
    yield path.rpartition("/")[2].removesuffix(".py")
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg


def _private(name: str) -> list[str]:
    words = re.split(r"_|(?<=[a-z0-9])(?=[A-Z])", name)
    return [word.lower() for word in words if word.lower() in TERMS and name not in EXCEPTIONS]


def _messages(tree: ast.Module) -> Iterator[str]:
    """Yield the texts of a module that are no docstrings: sentences, and ids of rules."""
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_no_module_class_function_or_parameter_has_a_private_word() -> None:
    found = {f"{path}: {name}" for path, tree in SOURCES.items() for name in _names(path, tree) if _private(name)}
    assert found == set()


def test_no_message_has_a_private_word() -> None:
    #: Selectors and scripts are no sentences.
    texts = {
        (path, text) for path, tree in SOURCES.items() for text in _messages(tree) if " " in text and "\n" not in text
    }
    assert {(path, text) for path, text in texts if _IN_MESSAGES.search(text)} == set()


def test_no_rule_or_promise_has_a_private_word() -> None:
    ids = {text for tree in SOURCES.values() for text in _messages(tree) if _RULE.fullmatch(text)}
    assert {id_ for id_ in ids - EXCEPTIONS.keys() if set(id_.split("-")) & TERMS.keys()} == set()


def test_every_exception_is_a_name_of_the_code() -> None:
    names = {name for path, tree in SOURCES.items() for name in (*_names(path, tree), *_messages(tree))}
    assert EXCEPTIONS.keys() <= names


@pytest.mark.parametrize("name", ["shelf", "PictureShelf", "_plan_sheets", "undress_quickly", "no_needle"])
def test_a_private_word_is_found_in_any_name(name: str) -> None:
    assert _private(name)
    assert set(_names("a.py", ast.parse(f"def f({name}): ..."))) == {"a", "f", name}
