"""Every command of the README runs, help can be read, and start-up imports only what a command needs."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys

import pytest
from program import ROOT, run

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^checker (.*?)(?:\s{2,}#.*)?$", README, re.MULTILINE)
TARGETS = re.findall(r"^make (\w+)", README, re.MULTILINE) + re.findall(r"`make (\w+)`", README)


def test_readme_has_commands() -> None:
    assert len(COMMANDS) >= 10


@pytest.mark.parametrize("command", COMMANDS)
def test_command_of_the_readme_runs(command: str) -> None:
    words = shlex.split(command)
    if "template" in words or "--annotate" in words:  # what stands there, perhaps filled, is never written over
        (ROOT / words[-1]).unlink(missing_ok=True)
    if "new" in words:  # nor is a pack
        shutil.rmtree(ROOT / words[-1], ignore_errors=True)
    ended = run(*words)
    assert ended.err == ""
    assert ended.code == (1 if command.startswith("validate") and "beijing" in command else 0)


@pytest.mark.parametrize("target", sorted(set(TARGETS)))
def test_make_target_of_the_readme_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_names_every_command(lang: str) -> None:
    ended = run("--help", LANG="zh_CN.UTF-8" if lang == "zh" else "C.UTF-8")
    assert ended.code == 0
    for command in ("validate", "score", "explain", "plan", "compare", "template", "schema", "rules"):
        assert re.search(rf"^  {command} ", ended.out, re.MULTILINE)
    assert ("报送" in ended.out) == (lang == "zh")


@pytest.mark.parametrize("command", ["validate", "score", "explain", "plan", "compare", "template", "schema", "rules"])
def test_help_of_a_command_explains_its_options(command: str) -> None:
    ended = run(command, "--help", LANG="C.UTF-8")
    assert ended.code == 0
    options = re.split(r"^  (?=-)", ended.out, flags=re.MULTILINE)[1:]
    assert options
    assert [option for option in options if not re.search(r"\s{2,}\S", option.strip())] == []


def test_a_sound_file_never_pays_for_jsonschema() -> None:
    code = (
        "import sys; sys.argv = ['checker', 'validate', 'submissions/2020-H1/140100-taiyuan.yaml']\n"
        "from checker.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "unwanted = {'jsonschema', 'checker.packs.forms', 'checker.cli.score', 'checker.reports.document', 'rich'}\n"
        "print(sorted(unwanted & set(sys.modules)), file=sys.stderr)"
    )
    run("validate", "submissions/2020-H1/140100-taiyuan.yaml")  # fills the cache
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=False, text=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_version_names_engine_and_packs() -> None:
    ended = run("--version")
    assert re.fullmatch(r"checker \d+\.\d+\.\d+\nmiit-5g-2020 \d+\.\d+\.\d+ sha256 [0-9a-f]{64}\n", ended.out)
