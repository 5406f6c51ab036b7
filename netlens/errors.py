"""The errors a person may meet: what failed, then what to do.

NetLensError          the work could not be done (exit code 1)
├── UsageError        the question was put wrongly (exit code 2)
└── CaseFileError     wrong passphrase, not a case file, or a damaged one (exit code 4)
"""


class NetLensError(Exception):
    """What failed, in a person's words; `hint` says what to do about it. Neither holds case data in a log."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[type["NetLensError"], tuple[str, str]]:
        return type(self), (self.message, self.hint)  # errors cross the pipe of a worker process


class UsageError(NetLensError):
    exit_code = 2


class CaseFileError(NetLensError):
    exit_code = 4
