"""How much memory a process took at its worst."""

import sys


def peak_mb() -> float:
    """Peak resident memory of this process in MB; nan where the system does not tell."""
    if sys.platform == "win32":
        return float("nan")
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
