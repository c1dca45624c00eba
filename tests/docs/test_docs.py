"""The guides say what the code does: a rule, field, setting, task or package that they lack fails here."""

from __future__ import annotations

import ast
import importlib
import inspect
import io
import itertools
import pkgutil
import re
import textwrap
import tokenize
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from blinker import Signal
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pelican import settings as pelican_settings
from pelican.plugins import signals

import newsroom
import tasks
from newsroom.commands.exit_codes import MEANINGS, ExitCode
from newsroom.core.promises import PROMISES
from newsroom.core.rules import RULES
from newsroom.core.schema import Record
from newsroom.core.text import slugify
from newsroom.engine import hooks, setting_groups
from newsroom.engine.pelican.compatibility import SETTINGS, SIGNALS
from newsroom.engine.settings import OWN
from newsroom.engine.theme import SOFTWARE
from newsroom.features.styleguide.model import tokens
from newsroom.publishing import schema as publishing_schema
from newsroom.site.colours.css import fill
from newsroom.site.colours.making import palette
from newsroom.site.colours.model import pairs
from tests.building import ROOT
from tests.docs.names import faults, in_backticks
from tests.docs.prose import mean_length, riddles, sentences
from tests.features.groups import groups

DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)(?:\s+\"[^\"]*\")?\)")
_CODE = re.compile(r"^(```|~~~).*?^\1[ \t]*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)

Table = list[list[str]]


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def tables(name: str) -> list[Table]:
    """Return the tables of a guide, each a list of rows, each a list of cells; the row of titles is left out."""
    found: list[Table] = []
    for is_table, lines in itertools.groupby(text(name).splitlines(), key=lambda line: line.startswith("|")):
        if is_table:
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
            found.append(rows[2:])
    return found


def named(rows: Table) -> list[str]:
    """Return the names that the rows of a table begin with; each stands in backticks."""
    for row in rows:
        assert re.fullmatch(r"`[^`]+`", row[0]), f"{row[0]} does not stand in backticks"
    return [row[0].strip("`") for row in rows]


# ----------------------------------------------------------------------------------------------------------- rules


#: By whether a rule stops a build, and whether a story may let it pass.
_STOPS = {
    (True, False): "a build",
    (True, True): "a build, unless waived",
    (False, True): "a publish",
    (False, False): "a publish, waived or not",
}


def test_rules_md_gives_every_rule_its_sentence_and_no_other() -> None:
    [rows] = tables("docs/reference/rules.md")
    assert len(set(named(rows))) == len(rows)
    assert {name: tuple(row[1:]) for name, row in zip(named(rows), rows, strict=True)} == {
        name: (rule.asks, _STOPS[rule.stops_build, rule.waivable] + (", never by age alone" if rule.ages else ""))
        for name, rule in RULES.items()
    }


# --------------------------------------------------------------------------------------------------------- pelican


def test_pelican_md_says_of_every_signal_and_setting_what_it_does_here() -> None:
    """Complete: against what the installed Pelican has, and what the build goes by."""
    *_, signal_rows, setting_rows = tables("docs/reference/pelican.md")
    assert {name: tuple(row[1:]) for name, row in zip(named(signal_rows), signal_rows, strict=True)} == {
        name: ("yes" if use.works else "no effect", use.sent) for name, use in SIGNALS.items()
    }
    assert {name: tuple(row[1:]) for name, row in zip(named(setting_rows), setting_rows, strict=True)} == {
        name: ("read" if use.read else "not read", use.here) for name, use in SETTINGS.items()
    }
    assert SIGNALS.keys() == {name for name, item in vars(signals).items() if isinstance(item, Signal)}
    # Plugins that ran in this process may have added to Pelican's own defaults.
    source = ast.parse(Path(pelican_settings.__file__).read_text("utf-8"))
    [defaults] = [node.value for node in source.body if isinstance(node, ast.Assign)
                  and [getattr(at, "id", "") for at in node.targets] == ["DEFAULT_CONFIG"]]  # fmt: skip
    assert isinstance(defaults, ast.Dict)
    assert {ast.literal_eval(key) for key in defaults.keys if key} - SETTINGS.keys() == set()


# -------------------------------------------------------------------------------------------------------- promises


def test_safety_md_gives_every_promise_its_words_and_its_tests_and_no_other() -> None:
    rows = tables("docs/explanation/safety.md")[0]
    told = {name: (row[1], row[2]) for name, row in zip(named(rows), rows, strict=True)}
    assert list(told.items()) == [
        (name, (promise.words, ", ".join(f"`{test}`" for test in promise.tests))) for name, promise in PROMISES.items()
    ]


def test_the_tests_of_every_promise_are_there() -> None:
    for name, promise in PROMISES.items():
        assert promise.tests, name
        for test in promise.tests:
            assert (ROOT / "tests" / test).is_file(), test


def test_the_tests_of_every_attack_are_there() -> None:
    rows = [row for table in tables("docs/reference/tested-attacks.md") for row in table]
    assert [row for row in rows if len(row) != 4 or not row[3]] == []
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row[3])]
    assert [name for name in named if not (ROOT / "tests" / name).is_file()] == []


# -------------------------------------------------------------------------------------------------------- settings


def assigned(name: str) -> set[str]:
    """Return the settings that a settings file gives."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(text(name))):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id.isupper():
            names.add(node.id)
    return names


def test_settings_md_lists_every_setting_and_no_other() -> None:
    listed = [name for rows in tables("docs/reference/settings.md") for name in named(rows)]
    assert len(set(listed)) == len(listed)
    files = (
        "tests/magazine/pelicanconf.py",
        "tests/magazine/publishconf.py",
        "plugins/newsroom/commands/default_settings.py",
    )
    given = set().union(*map(assigned, files))
    assert set(listed) == set(OWN) | setting_groups.names_of(groups()).keys() | given


def test_publishconf_changes_only_what_differs() -> None:
    ours = {"NEWSROOM_PRODUCTION", "NEWSROOM_SEARCH", "PICTURES_AVIF", "SHARE_PICTURES"}
    assert assigned("tests/magazine/publishconf.py") == {"SITEURL"} | ours
    assert "from pelicanconf import *" in text("tests/magazine/publishconf.py")


# ---------------------------------------------------------------------------------------------------------- fields


def schemas() -> dict[str, type[Record]]:
    """Return every schema of the newsroom by its name."""
    for module in pkgutil.walk_packages(newsroom.__path__, "newsroom."):
        if module.name != "newsroom.commands.quality.audit":
            importlib.import_module(module.name)

    def subclasses(model: type[Record]) -> Iterator[type[Record]]:
        for child in model.__subclasses__():
            yield child
            yield from subclasses(child)

    # Tests make schemas of their own.
    return {model.__name__: model for model in subclasses(Record) if model.__module__.startswith("newsroom.")}


@pytest.mark.parametrize("name", sorted(schemas()))
def test_fields_md_has_a_table_of_every_schema(name: str) -> None:
    """The same fields in the same order, with what is said of each where it is defined."""
    model = schemas()[name]
    wanted = [
        [f"`{key}`", "yes" if field.is_required() else "", field.description]
        for key, field in model.model_fields.items()
    ]
    assert all(description for _, _, description in wanted)
    assert wanted in tables("docs/reference/fields.md")


def test_fields_md_has_no_table_of_anything_else() -> None:
    known = [list(model.model_fields) for model in schemas().values()]
    assert [rows for rows in tables("docs/reference/fields.md") if named(rows) not in known] == []


def test_fields_md_lists_the_values_of_the_closed_lists() -> None:
    told = text("docs/reference/fields.md")
    for model in schemas().values():
        for key, field in model.model_fields.items():
            values = getattr(field.annotation, "__args__", ()) if "Literal" in repr(field.annotation) else ()
            for value in [value for value in values if isinstance(value, str)]:
                assert re.search(rf"\b{re.escape(value)}\b", told), f"{key} may be {value}"


# ----------------------------------------------------------------------------------------------- tasks and packages


def test_tasks_md_lists_every_task_and_no_other() -> None:
    listed = named(tables("docs/reference/tasks.md")[0])
    assert len(set(listed)) == len(listed)
    assert set(listed) == set(tasks.namespace.task_names)


def test_tasks_md_gives_every_exit_code_its_meaning_and_no_other() -> None:
    rows = [f"| `{task}` | {' | '.join(meanings.values())} |" for task, meanings in MEANINGS.items()]
    codes = [code for code in ExitCode if code is not ExitCode.INTERRUPTED]
    assert [list(meanings) for meanings in MEANINGS.values()] == [codes] * len(MEANINGS)
    head = f"| task | {' | '.join(str(int(code)) for code in codes)} |\n|---|---|---|---|---|\n"
    assert head + "\n".join(rows) + "\n\n" in text("docs/reference/tasks.md")


def packages() -> set[str]:
    """Return the names of everything that pyproject.toml depends on."""
    project = tomllib.loads(text("pyproject.toml"))["project"]
    extras = itertools.chain.from_iterable(project.get("optional-dependencies", {}).values())
    return {canonicalize_name(Requirement(item).name) for item in (*project["dependencies"], *extras)}


def test_dependencies_md_says_of_every_package_what_it_is_for_and_of_no_other() -> None:
    [rows] = tables("docs/reference/dependencies.md")
    listed = [canonicalize_name(name.strip(" `")) for row in rows for name in row[0].split(",")]
    assert len(set(listed)) == len(listed)
    assert set(listed) == packages()
    assert all(len(row[1]) > 5 for row in rows)


def test_architecture_md_lists_every_capability() -> None:
    folders = {path.parent.name for path in (ROOT / "plugins/newsroom/features").glob("*/plugin.py")}
    [rows] = [
        rows for rows in tables("docs/explanation/architecture.md") if any("author_bios" in row[0] for row in rows)
    ]
    listed = [name.strip(" `") for row in rows for name in row[0].split(",")]
    assert sorted(listed) == sorted(folders)


# ----------------------------------------------------------------------------------------------------------- links


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_relative_link_of_a_guide_leads_somewhere(file: Path) -> None:
    words = _CODE.sub("", file.read_text("utf-8"))
    for match in _LINK.finditer(words):
        target, _, fragment = unquote(match["target"]).partition("#")
        if re.match(r"[a-z]+:", target) or target.startswith("{"):
            continue
        place = (file.parent / target).resolve() if target else file
        assert place.is_relative_to(ROOT), target
        assert not place.is_relative_to(ROOT / "content"), f"{target} is the magazine's, and may go"
        assert place.exists(), f"{target} is not there"
        if fragment and place.suffix == ".md":
            headings = re.findall(r"^#+ +(.+?) *$", place.read_text("utf-8"), re.MULTILINE)
            assert slugify(fragment) in [slugify(heading) for heading in headings], match["target"]


def test_every_guide_is_found_from_the_readme() -> None:
    """By links, in one step or several."""
    reached, waiting = {ROOT / "README.md"}, [ROOT / "README.md"]
    while waiting:
        file = waiting.pop()
        for match in _LINK.finditer(file.read_text("utf-8")):
            target = (file.parent / match["target"].partition("#")[0]).resolve()
            if target.suffix == ".md" and target.exists() and target not in reached:
                reached.add(target)
                waiting.append(target)
    assert [file.name for file in DOCS if file not in reached] == []


# ---------------------------------------------------------------------------------------------------- house rules

MODULES = sorted((ROOT / "plugins").rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT / "plugins").as_posix())
def test_modules_are_no_longer_than_their_idea(module: Path) -> None:
    """600 lines at most; the architecture guide says so."""
    assert len(module.read_text("utf-8").splitlines()) <= 600


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT / "plugins").as_posix())
def test_everything_public_has_a_docstring(module: Path) -> None:
    """Every module, and every class and function that others may use, has a docstring."""
    tree = ast.parse(module.read_text("utf-8"))
    assert ast.get_docstring(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


def test_design_md_knows_every_pair_of_words_and_ground() -> None:
    known = {pair.named() for pair in pairs(palette())}
    [rows] = [rows for rows in tables("docs/explanation/design.md") if ["`ink`", "`paper`"] in rows]
    assert {(words.strip("`"), ground.strip("`")) for words, ground in rows} == known


def test_design_md_names_every_size_of_type() -> None:
    sizes = dict(tokens(fill((SOFTWARE / "styles" / "tokens.css").read_text("utf-8"), palette())).sizes)
    words = text("docs/explanation/design.md")
    assert [name for name in sizes if name.startswith("h-") and f"`--{name}`" not in words] == []


# ------------------------------------------------------------------------------------------------------ decisions

RECORDS = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))
_RECORD = re.compile(
    r"# (?P<number>\d+)\. (?P<title>[^\n]+)\n\n- Status: (?P<status>[^\n]+)\n- Date: (?P<date>[\d-]+)\n\n"
)


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_every_decision_has_its_parts(file: Path) -> None:
    """A title, status and date; then the context, the decision and its consequences."""
    record = _RECORD.match(file.read_text("utf-8"))
    assert record
    assert int(record["number"]) == int(file.name[:4])
    assert re.match(r"accepted|superseded by \[ADR \d+\]", record["status"])
    headings = re.findall(r"^## (.+)$", file.read_text("utf-8"), re.MULTILINE)
    assert [heading for heading in headings if heading in {"Context", "Decision", "Consequences"}] == [
        "Context",
        "Decision",
        "Consequences",
    ]


def test_the_index_of_decisions_lists_every_one() -> None:
    [rows] = tables("docs/adr/README.md")
    found = [(file.name, _RECORD.match(file.read_text("utf-8"))) for file in RECORDS]
    assert rows == [
        [str(int(record["number"])), f"[{record['title']}]({name})", record["status"], record["date"]]
        for name, record in found
        if record
    ]


# --------------------------------------------------------------------------------------------------------- the code

GUIDES = sorted((ROOT / "docs").rglob("*.md"))
_NAMES = {file.relative_to(ROOT).as_posix(): file for file in [ROOT / "README.md", *GUIDES]}


@pytest.mark.parametrize("name", _NAMES)
def test_every_name_of_the_code_in_a_guide_exists(name: str) -> None:
    assert faults(_NAMES[name].read_text("utf-8")) == []


#: Guides that name files which their reader is going to make, and one on files that are gone.
_MAKES_FILES = frozenset(
    f"docs/how-to/{name}.md"
    for name in ("add-a-language", "add-a-page-kind", "add-a-publishing-target", "draw-sample-pictures")
)
_PATH = re.compile(r"(?:plugins|theme|deploy|\.github|tests(?=/[\w/]+\.py))/[\w./-]+")


@pytest.mark.parametrize("name", sorted(_NAMES.keys() - _MAKES_FILES))
def test_every_file_of_the_code_in_a_guide_exists(name: str) -> None:
    named = [word for word in in_backticks(_NAMES[name].read_text("utf-8")) if _PATH.fullmatch(word)]
    assert [path for path in named if not (ROOT / path).exists()] == []


# ------------------------------------------------------------------------------------------------------------ prose


@pytest.mark.parametrize("name", _NAMES)
def test_the_sentences_of_a_guide_are_short(name: str) -> None:
    """20 words on average and 40 at most; code and tables do not count."""
    guide = _NAMES[name].read_text("utf-8")
    assert mean_length(guide) <= 20
    assert [sentence for sentence in sentences(guide) if len(sentence.split()) > 40] == []


@pytest.mark.parametrize("name", _NAMES)
def test_the_sentences_of_a_guide_name_their_subject(name: str) -> None:
    """None begins with a clause such as "What is gone", but for questions."""
    assert riddles(_NAMES[name].read_text("utf-8")) == []


def test_long_sentences_and_riddles_are_found() -> None:
    guide = "# A title\n\n| What | this |\n|---|---|\n\nWhat is gone answers 410. What now? **Who pays.** It is short."
    assert riddles(guide) == ["What is gone answers 410."]
    assert sentences(guide)[-1] == "It is short."
    assert mean_length("One two three. Four five, `six seven`.") == 3


def test_the_architecture_fits_two_hundred_lines() -> None:
    assert len(text("docs/explanation/architecture.md").splitlines()) <= 200


# ------------------------------------------------------------------------------------------------ targets and terms


def methods(module: str, name: str) -> Table:
    """Return the public methods of a class with the first line of what each says, as a table of a guide has them."""
    tree = ast.parse((ROOT / "plugins/newsroom" / module).read_text("utf-8"))
    [found] = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name]
    rows: Table = []
    for node in found.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            names = [argument.arg for argument in (*node.args.args[1:], *node.args.kwonlyargs)]
            plain = "property" in {ast.unparse(item) for item in node.decorator_list}
            call = node.name if plain else f"{node.name}({', '.join(names)})"
            first = (ast.get_docstring(node) or "").splitlines()[0]
            rows.append([f"`{call}`", first])
    return rows


_BLOCK = re.compile(r"^ *```(?:toml)?\n(?P<words>.*?)^ *```$", re.MULTILINE | re.DOTALL)


def publish_files() -> list[tuple[str, str]]:
    """Return each publish.toml that a guide shows, with the guide's name."""
    return [
        (file.name, textwrap.dedent(found["words"]))
        for file in DOCS
        for found in _BLOCK.finditer(file.read_text("utf-8"))
        if re.search(r"^ *\[target\.", found["words"], re.MULTILINE)
    ]


def test_each_publish_toml_of_a_guide_can_be_used_as_it_is(tmp_path: Path) -> None:
    assert {"publish-to-a-bucket.md", "publish-to-a-branch.md", "fields.md"} <= {name for name, _ in publish_files()}
    for name, toml in publish_files():
        (tmp_path / "publish.toml").write_text(toml, "utf-8")
        assert publishing_schema.load(tmp_path)[2] == [], name


def test_the_methods_of_a_target_are_in_its_guide() -> None:
    assert methods("publishing/target.py", "Target") in tables("docs/how-to/add-a-publishing-target.md")


_TERMS = [row[0] for row in tables("docs/glossary.md")[0]]
#: Words that mean something of their own here, which a guide may use when the glossary explains them.
_PRIVATE = (
    "boilerplate", "discreet story", "edition", "gate", "ledger", "leak", "likeness", "live page", "list page",
    "interface text", "key points", "quick exit", "receipt", "release", "scheduled change", "stage", "takedown",
    "target", "text edition", "view", "waiver", "promise", "part", "plan", "problem", "first page",
)  # fmt: skip
#: Words that the glossary does not explain, since a guide does not use them: a common word stands in their place.
_GONE = re.compile(
    r"\b(furniture|words around (?:a|the) (?:story|text)|(?:the|our|this) house(?:'s)?|la(?:id|ys?) aside|moved in"
    r"|twins?|shel(?:f|ves)|sheets? of (?:a |the )?(?:list|style)s?|style sheets?|tongues?|sieves?|needles?|the desk's"
    r"|undress(?:ed|es)?|bare|foreign|hosts? of pages|spoilt|stamps?|aired|judges?|heads? of (?:a |the )?files?"
    r"|in heads|the switch)\b",
    re.IGNORECASE,
)


def test_the_glossary_explains_at_most_thirty_terms_in_a_sentence_each() -> None:
    [rows] = tables("docs/glossary.md")
    assert len(rows) <= 30
    assert sorted(_TERMS) == _TERMS
    assert [row for row in rows if not re.fullmatch(r"[A-Z][^.!?]*(?:`[^`]*`[^.!?]*)*\.", row[1])] == []


@pytest.mark.parametrize("term", _TERMS)
def test_every_term_of_the_glossary_is_used(term: str) -> None:
    word = re.compile(rf"\b{re.escape(term.removesuffix('y'))}(?:s|y|ies)?\b", re.IGNORECASE)
    others = [file for file in DOCS if file.name not in {"glossary.md", "CHANGELOG.md"}]
    assert any(word.search(file.read_text("utf-8")) for file in others)


def test_every_private_word_that_a_guide_uses_is_in_the_glossary() -> None:
    used = "\n".join(file.read_text("utf-8").casefold() for file in GUIDES if file.name != "glossary.md")
    assert [word for word in _PRIVATE if re.search(rf"\b{word}\b", used) and word not in _TERMS] == []


@pytest.mark.parametrize("name", _NAMES)
def test_no_guide_uses_a_private_word_that_has_a_common_one(name: str) -> None:
    assert [match[0] for match in _GONE.finditer(_CODE.sub("", _NAMES[name].read_text("utf-8")))] == []


CODE = sorted(
    [ROOT / "tasks.py", *(path for top in ("plugins", "bench", "tools") for path in (ROOT / top).rglob("*.py"))]
)


_PYTHON = [*CODE, *sorted((ROOT / "tests").rglob("*.py"))]
#: First words of a docstring, a description or a comment that keep its subject back.
_NO_SUBJECT = re.compile(r"(what|whatever|all that|who|whoever|whose|which)\b", re.IGNORECASE)
#: Descriptions in a docstring: of an argument, a field or an exception, and of the value that a function returns.
_DESCRIPTION = re.compile(r"^ {4}\*{0,2}\w[\w., ]*: (\S.*)|^(?:Returns|Yields):\n +(\S.*)", re.MULTILINE)
_TEST_NAME = re.compile(r"^\s*def (test_\w+)", re.MULTILINE)
#: Comments in scripts, each with the lines that it goes on for.
_SCRIPT_COMMENT = re.compile(r"^[ \t]*//[ \t]*(\S.*)(?:\n[ \t]*//.*)*", re.MULTILINE)
#: The same in templates, in stylesheets and scripts, and in data files.
_COMMENT = re.compile(
    rf"\{{#-?\s*(\S.*)|/\*[*\s]*(\S.*)|{_SCRIPT_COMMENT.pattern}|^[ \t]*#[ \t]+(\S.*)(?:\n[ \t]*#.*)*", re.MULTILINE
)


def _comments(code: str) -> Iterator[str]:
    """Yield the first line of each comment on lines of its own, without its signs."""
    last = 0
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT and not token.line[: token.start[1]].strip():
            if token.start[0] != last + 1:
                yield token.string.lstrip("#: ")
            last = token.start[0]


def test_no_docstring_and_no_description_in_one_begins_with_what() -> None:
    """It begins with the thing, or with what a function does: a verb or a noun."""
    starts: list[str] = []
    for file in _PYTHON:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                docstring = ast.get_docstring(node) or ""
                described = (match[1] or match[2] for match in _DESCRIPTION.finditer(docstring))
                starts += [
                    f"{file.relative_to(ROOT).as_posix()}: {words}"
                    for words in (docstring.partition("\n")[0], *described)
                    if _NO_SUBJECT.match(words)
                ]
    assert starts == []


def test_no_test_name_begins_with_what() -> None:
    """The name of a test states the behaviour of a thing that it names."""
    names = [name for file in _PYTHON for name in _TEST_NAME.findall(file.read_text("utf-8"))]
    assert [name for name in names if re.match(r"test_(what|whatever|who|whoever|it|they|those|so)_", name)] == []


def test_no_comment_begins_with_what() -> None:
    """A comment names its subject first, as a docstring does: in Python, in the theme and in data files."""
    comments: list[tuple[Path, str]] = []
    for file in _PYTHON:
        code = file.read_text("utf-8")
        scripts = (match[1] for match in _SCRIPT_COMMENT.finditer(code))
        comments += [(file, comment) for comment in (*_comments(code), *scripts)]
    folders = (ROOT / name for name in ("plugins/newsroom", "content/data", "tests/magazine"))
    for file in sorted([ROOT / "pyproject.toml", *(file for folder in folders for file in folder.rglob("*"))]):
        if file.name.removesuffix(".jinja").endswith((".html", ".css", ".js", ".toml")):
            matches = _COMMENT.finditer(file.read_text("utf-8"))
            comments += [(file, next(filter(None, match.groups()))) for match in matches]
    assert [
        f"{file.relative_to(ROOT).as_posix()}: {comment}" for file, comment in comments if _NO_SUBJECT.match(comment)
    ] == []


# ------------------------------------------------------------------------------------------------------------ hooks

_HOOKS = {name: hook for name, hook in vars(hooks).items() if isinstance(hook, hooks.Hook)}
_HOOK_LINE = re.compile(r"(?P<comment>(?:#: [^\n]+\n)+)(?P<name>\w+): Hook\[(?P<subject>\w+)\] = ")


def hook_lines() -> list[tuple[str, str, str]]:
    """Return the name, the type of the subject and the comment of every hook, in the order in which they are called."""
    source = text("plugins/newsroom/engine/hooks.py")
    return [
        (found["name"], found["subject"], " ".join(line[2:].strip() for line in found["comment"].splitlines()))
        for found in _HOOK_LINE.finditer(source)
    ]


def hook_section(name: str) -> str:
    """Return what hooks.md says of one hook."""
    return text("docs/reference/hooks.md").partition(f"\n## `{name}`\n")[2].partition("\n## ")[0]


def test_hooks_md_lists_every_hook_in_its_order() -> None:
    assert [name for name, _, _ in hook_lines()] == list(_HOOKS)
    rows = [[f"`{name}`", f"`{subject}`", comment] for name, subject, comment in hook_lines()]
    assert rows == tables("docs/reference/hooks.md")[0]


@pytest.mark.parametrize(("name", "subject"), [(name, subject) for name, subject, _ in hook_lines()])
def test_hooks_md_gives_every_hook_its_signature_and_an_example_that_connects(
    name: str, subject: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    signature, example = re.findall(r"```python\n(.*?)```", hook_section(name), re.DOTALL)
    assert signature == f"def function(subject: {subject}) -> None: ...\n"
    scope: dict[str, Any] = {"__name__": "example"}
    exec(compile(example, f"the example of {name}", "exec", dont_inherit=True), scope)  # noqa: S102  our own docs
    connected: list[Callable[..., None]] = []
    monkeypatch.setattr(_HOOKS[name], "connect", lambda function, **_: connected.append(function))
    scope["register"]()
    [function] = connected
    assert function in scope.values()
    assert subject in [kind.__name__ for kind in inspect.get_annotations(function, eval_str=True).values() if kind]


def _subjects() -> list[tuple[str, str]]:
    """Return the file and the name of every class that hooks.md describes: subjects of hooks, and two more."""
    source = ast.parse(text("plugins/newsroom/engine/hooks.py"))
    modules = {
        name.name: node.module for node in ast.walk(source) if isinstance(node, ast.ImportFrom) for name in node.names
    }
    found = {subject: str(modules[subject]) for _, subject, _ in hook_lines()}
    found |= {"Stories": "newsroom.features.stories.collection", "ChromeParts": "newsroom.site.chrome"}
    return [(module.removeprefix("newsroom.").replace(".", "/") + ".py", name) for name, module in found.items()]


@pytest.mark.parametrize(("module", "name"), _subjects(), ids=lambda value: value)
def test_hooks_md_lists_what_plugins_may_use(module: str, name: str) -> None:
    section = text("docs/reference/hooks.md").partition(f"\n### `{name}`\n")[2].partition("\n### ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("| `")
    ]
    assert rows == methods(module, name)
