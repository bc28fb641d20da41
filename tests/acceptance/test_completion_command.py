"""``checker completion``: the scripts name every command, and the shells that are here complete with them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from program import run

from checker.cli.commands import COMMANDS


@pytest.fixture(scope="module")
def scripts() -> dict[str, str]:
    """The script of each shell."""
    return {shell: run("completion", shell).out for shell in ("bash", "zsh", "fish")}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script_names_every_command_and_its_values(scripts: dict[str, str], shell: str) -> None:
    script = scripts[shell]
    assert [name for name in COMMANDS if f" {name}" not in script] == []
    assert "changed-since" in script
    assert "github gitlab sarif" in script
    assert "pack point rule" in script


TYPED = [
    (["ba"], "baseline"),
    (["rules", "n"], "new"),
    (["rules", "new", ""], "pack point rule"),
    (["ci", "--changed"], "--changed-since"),
    (["ci", "--fail-on", "m"], "minor major"),
    (["score", "--input-format", "y"], "yaml"),
    (["--lang", "zh", "config", "s"], "show"),
    (["ci", "subm"], ""),
]
# Outside of a key press zsh has neither of its own: what is offered is printed, and would be cut down to the word.
IN_ZSH = """compdef() { : }; _files() { : }; compadd() { shift; print -r -- "$@" }
{script}
words=(checker "$@"); CURRENT=$#words; _checker"""


@pytest.mark.parametrize(("words", "offered"), TYPED)
def test_bash_completes(scripts: dict[str, str], words: list[str], offered: str) -> None:
    asked = f'{scripts["bash"]}\nCOMP_WORDS=(checker "$@"); COMP_CWORD=$#; _checker; echo "${{COMPREPLY[*]}}"'
    assert shell("bash", "-c", asked, "bash", *words) == f"{offered}\n"


def test_zsh_completes(scripts: dict[str, str]) -> None:
    asked = IN_ZSH.replace("{script}", scripts["zsh"])
    for words, offered in TYPED:
        told = shell("zsh", "-f", "-c", asked, "zsh", *words).split()
        assert [one for one in told if one.startswith(words[-1])] == offered.split()


def test_fish_completes(scripts: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "checker.fish").write_text(scripts["fish"])
    for words, offered in TYPED:
        asked = f"cd {tmp_path}; source checker.fish; complete -C 'checker {' '.join(words)}'"
        assert sorted(shell("fish", "-N", "-c", asked).split()) == sorted(offered.split())


def shell(name: str, *arguments: str) -> str:
    """Return what a shell prints, which complains of nothing; skip where it is not here."""
    if shutil.which(name) is None:
        pytest.skip(f"no {name} here")
    done = subprocess.run([name, *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_unknown_shell_is_2() -> None:
    assert run("completion", "tcsh").code == 2
