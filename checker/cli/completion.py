"""``checker completion``: a script that completes commands, options and their values in a shell.

It holds all that it offers, so that no key press starts the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from inspect import unwrap
from typing import Annotated, Any, get_args, get_type_hints

import typer

from checker.cli import options
from checker.cli.language import said
from checker.cli.output import deliver


class Shell(StrEnum):
    """Shells that are known."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


@dataclass(frozen=True, slots=True)
class Place:
    """A command, by the words that lead to it: what may follow, its options, and their values where they are few."""

    words: str
    following: tuple[str, ...]
    options: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]


def command(
    shell: Annotated[Shell, typer.Argument(help=said("哪种 shell", "the shell"))],
    output: options.Output = None,
) -> None:
    """Print the script."""
    from typer.main import get_command

    from checker.cli.commands import build_app

    deliver(SCRIPTS[shell](list(_places(get_command(build_app([]))))), output)


command.__doc__ = said(
    "输出命令补全脚本。bash：在 ~/.bashrc 中加 `source <(checker completion bash)`；"
    "zsh：在 ~/.zshrc 的 compinit 之后同样加一行；"
    "fish：`checker completion fish > ~/.config/fish/completions/checker.fish`。",
    "Print a completion script. bash: put `source <(checker completion bash)` into ~/.bashrc; zsh: the same, with zsh,"
    " after compinit in ~/.zshrc; fish: `checker completion fish > ~/.config/fish/completions/checker.fish`.",
)


def _places(node: Any, words: str = "") -> Iterator[Place]:
    """Yield a command of typer's tree and all below it; the words of each begin with a blank."""
    below: Mapping[str, Any] = getattr(node, "commands", {})
    following, named = list(below), ["--help"]
    values: dict[str, tuple[str, ...]] = {}
    hints = get_type_hints(unwrap(node.callback)) if node.callback is not None else {}
    for one in node.params:
        few = tuple(_choices(hints.get(one.name), one.metavar))
        if one.param_type_name == "argument":
            following += few
            continue
        names = [name for name in (*one.opts, *one.secondary_opts) if name.startswith("--") and name not in named]
        named += names
        values |= dict.fromkeys(names, few) if few else {}
    yield Place(words, tuple(following), tuple(named), values)
    for name, one in below.items():
        yield from _places(one, f"{words} {name}")


def _choices(hint: Any, metavar: str | None) -> Iterator[str]:
    """Yield the values of a type, or those that help shows as ``one|other``; none where any will do."""
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        yield from (one.value for one in hint)
    for part in get_args(hint):
        yield from _choices(part, None)
    if metavar is not None and "|" in metavar:
        yield from metavar.split("|")


def _bash(places: list[Place]) -> str:
    return f"""\
_checker() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} place= index offered=
    for ((index = 1; index < COMP_CWORD; index++)); do
        case "$place ${{COMP_WORDS[index]}}" in
            {_either(places)}) place="$place ${{COMP_WORDS[index]}}" ;;
        esac
    done
    case "$place $before" in
{_cases(places, "        {where}) offered='{words}' ;;", values=True)}
        *) case "$place" in
{_cases(places, "            {where}) offered='{words}'; [[ $word == -* ]] && offered='{options}' ;;")}
        esac ;;
    esac
    COMPREPLY=($(compgen -W "$offered" -- "$word"))
}}
complete -o default -o bashdefault -F _checker checker
"""


def _zsh(places: list[Place]) -> str:
    return f"""\
#compdef checker
_checker() {{
    local before="${{words[CURRENT-1]}}" place= index offered=
    for ((index = 2; index < CURRENT; index++)); do
        case "$place ${{words[index]}}" in
            ({_either(places)}) place="$place ${{words[index]}}" ;;
        esac
    done
    case "$place $before" in
{_cases(places, "        ({where}) offered='{words}' ;;", values=True)}
        (*) case "$place" in
{_cases(places, "            ({where}) offered='{words}'; [[ ${{words[CURRENT]}} == -* ]] && offered='{options}' ;;")}
        esac ;;
    esac
    if [[ -n $offered ]]; then
        compadd -- ${{=offered}}
    else
        _files
    fi
}}
if [[ "${{funcstack[1]}}" == _checker ]]; then
    _checker "$@"
else
    compdef _checker checker
fi
"""


def _fish(places: list[Place]) -> str:
    known = " ".join(f"'{one.words}'" for one in places if one.words)
    lines = [
        "function __checker_at",
        "    set -l place ''",
        "    for word in (commandline -opc)[2..-1]",
        f'        if contains -- "$place $word" {known}',
        '            set place "$place $word"',
        "        end",
        "    end",
        '    test "$place" = "$argv[1]"',
        "end",
    ]
    for one in places:
        at = f"complete -c checker -n \"__checker_at '{one.words}'\""
        lines += [f"{at} -f -a '{' '.join(one.following)}'"] if one.following else []
        for name in one.options:
            few = one.values.get(name)
            lines.append(f"{at} -l {name[2:]}" + (f" -x -a '{' '.join(few)}'" if few else ""))
    return "\n".join(lines) + "\n"


def _either(places: list[Place]) -> str:
    return "|".join(f'"{one.words}"' for one in places if one.words)


def _cases(places: list[Place], line: str, *, values: bool = False) -> str:
    """Return *line* for each place, or for each option with a few values."""
    made = []
    for one in places:
        told = (
            {f"{one.words} {name}": few for name, few in one.values.items()} if values else {one.words: one.following}
        )
        for where, words in told.items():
            made.append(line.format(where=f'"{where}"', words=" ".join(words), options=" ".join(one.options)))
    return "\n".join(made)


SCRIPTS = {Shell.BASH: _bash, Shell.ZSH: _zsh, Shell.FISH: _fish}
