"""The command line as a person meets it."""

import pytest

import main


def run(*argv: str) -> int:
    return main.main(list(argv))


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    from netlens import commands
    from netlens.commands import Command
    from netlens.plugins import collect

    for command in collect(commands, "COMMAND", Command):
        for lang in ("en", "vi"):
            with pytest.raises(SystemExit) as stop:
                run(command.name, "--help", "--lang", lang)
            assert stop.value.code == 0
            shown = capsys.readouterr().out
            assert f"netlens {command.name}" in shown
            assert command.example in shown


def test_wrong_usage_is_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        run("no-such-command")
    assert stop.value.code == 2


def test_the_passphrase_comes_from_a_file_or_the_environment(tmp_path, monkeypatch) -> None:
    from netlens.errors import UsageError
    from netlens.terminal import _passphrase

    file = tmp_path / "key.txt"
    file.write_text("một hai ba\n", encoding="utf-8")
    assert _passphrase(file, new=False) == "một hai ba"
    monkeypatch.setenv("NETLENS_PASSPHRASE", "bốn")
    assert _passphrase(None, new=True) == "bốn"
    monkeypatch.delenv("NETLENS_PASSPHRASE")
    with pytest.raises(UsageError, match="no terminal"):
        _passphrase(None, new=False)
    file.write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="empty"):
        _passphrase(file, new=False)


def test_an_inner_error_shows_no_values(capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    from netlens import terminal

    def broken(*_: object) -> int:
        raise RuntimeError("Nguyễn Thị Bí Mật")

    assert terminal.run(["--debug"], tuple, broken) == 1
    shown = capsys.readouterr().err
    assert "Bí Mật" not in shown
    assert "RuntimeError" in shown
    assert "test_terminal.py" in shown
