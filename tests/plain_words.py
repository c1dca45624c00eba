"""Messages in the words of those who read them: none holds a parser's or Python's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsroom.core.problems import Problem

#: Words of parsers, of Python and of its libraries, which nobody who writes for a magazine has to know.
_FORBIDDEN = re.compile(
    r"\b(?:mapping|scalar|token|NoneType|codec|str|int|float|bool|boolean|dict|dictionary|tuple|KeyError|TypeError|"
    r"ValueError|AttributeError|ValidationError|UnicodeDecodeError|Exception|Traceback|YAML|TOML|pydantic|instance of|"
    r"valid string|input should|unable to|parse|parser|parsing|unescaped|indent(?:ation)? level|anchor|null|None|"
    r"simple key|block (?:end|collection)|flow|could not find|end of document|expected)\b|<block|\\x|0x[0-9a-f]",
)
_QUOTED = re.compile(r'"[^"]*"')


def program_words(problems: Iterable[Problem]) -> list[str]:
    """Return the messages that hold words of programs, apart from what they quote."""
    return [str(problem) for problem in problems if holds_program_words(f"{problem.message}; {problem.fix}")]


def holds_program_words(message: str) -> bool:
    """Return whether a message holds a word of a program, apart from what it quotes."""
    return bool(_FORBIDDEN.search(_QUOTED.sub("", message)))
