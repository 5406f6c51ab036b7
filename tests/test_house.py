"""The house rules that run: directions, sizes, names. HOUSE's sentences, one test each."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = ("netlens", "ui", "importers", "benchmarks")
PLUGIN_FOLDERS = {"importers", "netlens/report/formats", "ui/panels", "netlens/commands", "netlens/case/values"}
TOP = {
    *("netlens", "ui", "importers", "resources", "main.py", "pyproject.toml", "tests", "README.md"),
    *("ARCHITECTURE.md", "CHANGELOG.md", "SECURITY.md", "Makefile", "LICENSE", "requirements.lock", "benchmarks"),
}
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}


def ours(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """The syntax of a file, read once for all tests."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imported(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def breaches(folder: str, banned: tuple[str, ...]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in ours(folder)
        for name in imported(path)
        if any(name == one or name.startswith(one + ".") for one in banned)
    ]


@pytest.mark.parametrize(
    ("folder", "banned"),
    [
        ("netlens", ("ui", "importers", "main", "benchmarks", "PySide6", "shiboken6")),
        ("importers", ("ui", "main", "benchmarks", "PySide6")),
        ("ui", ("importers", "main", "benchmarks")),
        ("netlens/case", ("netlens.network", "netlens.report", "netlens.commands")),
        ("netlens/network", ("netlens.report", "netlens.commands")),
        ("netlens/report", ("netlens.commands",)),
    ],
)
def test_nothing_runs_back_up(folder: str, banned: tuple[str, ...]) -> None:
    assert breaches(folder, banned) == []


def test_only_one_door_knows_processes_and_one_threads() -> None:
    banned = ("threading", "concurrent.futures", "PySide6.QtConcurrent")
    knows = [line for folder in ("netlens", "ui", "importers") for line in breaches(folder, banned)]
    assert {line.partition(" ")[0].replace("\\", "/") for line in knows} <= {"netlens/ahead.py"}
    assert not [path for path in ours("ui") if "QThread" in path.read_text(encoding="utf-8")]
    assert not [path for path in ours("ui") if "processEvents" in path.read_text(encoding="utf-8")]


def test_one_door_to_message_boxes_and_one_undo_command() -> None:
    boxes = [path for path in ours("ui") if "QMessageBox" in path.read_text(encoding="utf-8")]
    assert {path.relative_to(ROOT).as_posix() for path in boxes} <= {"ui/messages.py"}
    commands = [path for path in ours("ui") if "(QUndoCommand)" in path.read_text(encoding="utf-8")]
    assert {path.relative_to(ROOT).as_posix() for path in commands} <= {"ui/undo.py"}


def test_the_core_makes_no_network_request() -> None:
    banned = ("socket", "http", "urllib.request", "requests", "ftplib", "smtplib", "PySide6.QtNetwork")
    assert [line for folder in ("netlens", "ui", "importers") for line in breaches(folder, banned)] == []


def test_files_stay_small() -> None:
    long = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in ours(*CODE)}
    assert {str(path): lines for path, lines in long.items() if lines > 400} == {}
    under = sum(lines < 200 for lines in long.values())
    assert under >= 0.8 * len(long), f"most files stay under 200 lines; {len(long) - under} of {len(long)} do not"


def test_folders_stay_small() -> None:
    folders = {path.parent for path in ours("netlens", "ui", "importers")}
    crowded = {
        folder.relative_to(ROOT).as_posix(): count
        for folder in folders
        if (count := len([path for path in folder.glob("*.py") if path.name != "__init__.py"])) > 15
    }
    assert set(crowded) <= PLUGIN_FOLDERS, crowded


def test_names_say_something() -> None:
    assert [path for path in ours(*CODE, "tests") if path.stem in VAGUE] == []


def test_the_top_level_is_as_given() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout.splitlines()
    top = {line.partition("/")[0] for line in tracked}
    assert {name for name in top if not name.startswith(".")} <= TOP


def test_the_session_stays_narrow() -> None:
    tree = ast.parse((ROOT / "ui/session.py").read_text(encoding="utf-8"))
    session = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Session")
    public = [n.name for n in session.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]
    assert len(public) <= 12, public


STATED = {
    "community_leiden": {"objective_function", "weights", "resolution", "n_iterations"},
    "community_multilevel": {"weights", "return_levels", "resolution"},
    "community_infomap": {"edge_weights", "trials"},
}


def test_no_method_is_called_bare() -> None:
    """`community_leiden()` alone is CPM at resolution 1: one "ring" per person. All is stated, whatever the method."""
    for path in ours(*CODE, "tests"):
        here = nodes(path)
        calls = {id(node.func): {word.arg for word in node.keywords} for node in here if isinstance(node, ast.Call)}
        for node in here:
            if isinstance(node, ast.Attribute) and node.attr in STATED:
                assert STATED[node.attr] <= calls.get(id(node), set()), f"{path}:{node.lineno}"


def test_texts_are_read_and_written_as_utf8() -> None:
    for path in ours("netlens", "ui", "importers", "benchmarks"):
        for node in nodes(path):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"read_text", "write_text"}:
                assert any(k.arg == "encoding" for k in node.keywords), f"{path}:{node.lineno}"


def test_few_rules_are_ignored() -> None:
    with (ROOT / "pyproject.toml").open("rb") as stream:
        settings = tomllib.load(stream)["tool"]
    assert len(settings["ruff"]["lint"]["ignore"]) <= 5
    assert "per-file-ignores" not in settings["ruff"]["lint"]
    assert "overrides" not in settings["mypy"]


def test_the_lock_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--hash=sha256:" in lock
    assert "pyside6-essentials==6.1" in lock
    assert not (ROOT / "uv.lock").exists()


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 80


def test_starting_is_light() -> None:
    """A worker process imports main.py again: nothing heavy may come with it."""
    heavy = "{'pandas', 'numpy', 'igraph', 'networkx', 'scipy', 'PySide6', 'typst', 'pyvis'}"
    code = f"import sys, main; from netlens.terminal import run; print(sorted({heavy} & set(sys.modules)))"
    seen = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert seen.stdout.strip() == "[]", seen.stdout + seen.stderr
