"""The wheel: it holds the rules, and the program runs from it alone, in another folder."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from program import ROOT


def test_wheel_holds_the_rules_and_runs_alone(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    subprocess.run([*build, "--wheel-dir", tmp_path, ROOT], check=True, cwd=tmp_path)
    (wheel,) = tmp_path.glob("checker-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path / "site")
    shipped = ("miit-5g-2020/directive.yaml", "miit-5g-2020/targets.csv", "divisions/cn-2020.csv", "divisions/LICENSE")
    assert [name for name in shipped if f"checker/_rules/{name}" not in names] == []
    assert not any("__pycache__" in name for name in names)
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import checker.cli.main as m; print(m.__file__, flush=True); m.main()",
            "validate",
            ROOT / "submissions/2020-H1/140100-taiyuan.yaml",
            "--lang",
            "en",
        ],
        capture_output=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site")},
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(str(tmp_path / "site"))
    assert "Taiyuan 140100" in done.stdout
