"""``checker completion``: the scripts name every command, and the shells that are here complete with them."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from program import run

from checker.cli.main import COMMANDS


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


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["ba"], "baseline"),
        (["rules", "n"], "new"),
        (["rules", "new", ""], "pack point rule"),
        (["ci", "--changed"], "--changed-since"),
        (["ci", "--fail-on", "m"], "minor major"),
        (["score", "--input-format", "y"], "yaml"),
        (["--lang", "zh", "config", "s"], "show"),
        (["ci", "subm"], ""),
    ],
)
def test_bash_completes(scripts: dict[str, str], words: list[str], offered: str) -> None:
    asked = f'{scripts["bash"]}\nCOMP_WORDS=(checker "$@"); COMP_CWORD=$#; _checker; echo "${{COMPREPLY[*]}}"'
    done = subprocess.run(["bash", "-c", asked, "bash", *words], capture_output=True, text=True, check=True)
    assert done.stdout == f"{offered}\n"


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_take_the_script(scripts: dict[str, str], shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    done = subprocess.run([shell, "-n"], input=scripts[shell], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_unknown_shell_is_2() -> None:
    assert run("completion", "tcsh").code == 2
