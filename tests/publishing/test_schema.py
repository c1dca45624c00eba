from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.publishing import schema
from newsroom.publishing.schema import DirectoryField, SshField, StoreField


def loaded(root: Path, words: str) -> tuple[schema.PublishFields, dict[str, schema.TargetField], list[str]]:
    (root / "publish.toml").write_text(words, "utf-8")
    fields, places, problems = schema.load(root)
    return fields, places, [str(problem) for problem in problems]


def test_without_a_file_the_site_goes_to_a_folder(tmp_path: Path) -> None:
    fields, places, problems = schema.load(tmp_path)
    assert (fields.default, fields.keep, problems) == ("public", 5, [])
    assert places == {"public": DirectoryField(kind="directory", dir="public")}


def test_targets_of_several_kinds(tmp_path: Path) -> None:
    words = """\
default = "web"
keep = 9

[target.web]
kind = "ssh"
host = "web1.example.org"
dir = "/srv/qn"
port = 2222

[target.store]
kind = "s3"
bucket = "qn-site"
"""
    fields, places, problems = loaded(tmp_path, words)
    assert problems == []
    assert (fields.default, fields.keep) == ("web", 9)
    assert places["web"] == SshField(kind="ssh", host="web1.example.org", dir="/srv/qn", port=2222)
    assert isinstance(places["store"], StoreField)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("keep = 1\n", "publish.toml:1: value-shape: "),
        ('default = "elsewhere"\n', 'publish.toml:1: value-unknown: there is no target "elsewhere"'),
        ('[target.a]\nkind = "directory"\n',
         'publish.toml:1: value-missing: no target is the default; write default = "a"'),
        ('default = "a"\n[target.a]\nkind = "post"\n', 'publish.toml:3: value-unknown: "post" is no kind of target'),
        ('default = "a"\n[target.a]\nhost = "x"\n', 'publish.toml:2: value-unknown: the target "a" says no kind'),
        ('default = "a"\n[target.a]\nkind = "s3"\nbuckt = "x"\n',
         'publish.toml:4: key-unknown: there is no field "buckt"'),
        ('default = "a"\n[target.a]\nkind = "ssh"\nhost = "-oProxyCommand=x"\ndir = "/srv"\n',
         'publish.toml:4: value-shape: "-oProxyCommand=x" holds'),
        ('default = "a"\n[target.a]\nkind = "ssh"\nhost = "x"\ndir = "/srv;rm"\n', "publish.toml:5: value-shape: "),
        ('default = "a"\n[target.a]\nkind = "ssh"\nhost = "x"\ndir = "srv"\n',
         'publish.toml:5: value-shape: "srv" does not begin with a slash'),
        ('default = "a"\n[target.a]\nkind = "pages"\nbranch = "--force"\n', "publish.toml:4: value-shape: "),
        ("default = \n", "publish.toml:1:"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path: Path, words: str, said: str) -> None:
    _, _, problems = loaded(tmp_path, words)
    assert any(problem.startswith(said) for problem in problems), problems
