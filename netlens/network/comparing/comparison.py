"""Two kept detections of a case compared: rings, settings, and what came into the case between the two."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from netlens.errors import NetLensError
from netlens.i18n import _
from netlens.network.comparing.passages import Passage, passages
from netlens.network.plain.asked import ENGINE

if TYPE_CHECKING:
    from netlens.case.case import Case

# Settings that a person chose; the others follow from them and from the evidence.
CHOSEN = ("method", "objective", "resolutions", "core", "max_size", "seeds")
OF_METHOD = ("objective", "resolutions", "core")
FILTERS = ("from", "to", "without")


class Kept(NamedTuple):
    """A kept detection: number, ISO time, settings, and how many rings it lists as supported and as tentative."""

    number: int
    time: str
    settings: Mapping[str, Any]
    supported: int
    tentative: int


class Difference(NamedTuple):
    """A setting that differs: one of CHOSEN or FILTERS, "weight" of a `kind` of evidence, or "version" of a program."""

    what: str
    before: Any
    after: Any
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """What was done to the case between two detections: imports that came to count, that no longer do; decisions."""

    imports: tuple[int, ...] = ()
    withdrawn: tuple[int, ...] = ()
    decisions: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """`after` is always the latest detection."""

    before: Kept
    after: Kept
    passages: tuple[Passage, ...]
    differences: tuple[Difference, ...]
    between: Between

    def passage(self, ring: str) -> Passage | None:
        """The passage a ring is part of, by its id then or now."""
        return next((one for one in self.passages if any(r.id == ring for r in (*one.after, *one.before))), None)


def compare(case: "Case", number: int) -> Comparison:
    """The kept detection of that number against the latest. NetLensError when it is not kept, or is the latest."""
    kept = {one.number: one for one in detections(case)}
    if number not in kept:
        raise NetLensError(
            _("The case has no detection {number}.").format(number=number),
            _("Kept detections: {numbers}.").format(numbers=", ".join(str(one) for one in kept) or "–"),
        )
    last = max(kept)
    before, after = case.detection(number), case.detection()
    if before is None or after is None or number == last:
        raise NetLensError(_("The latest detection is compared with earlier ones."), _("Choose one found before it."))
    found = passages(before, after)
    differing = differences(kept[number].settings, kept[last].settings)
    return Comparison(kept[number], kept[last], found, differing, between(case, number, last))


def detections(case: "Case") -> list[Kept]:
    """The kept detections, oldest first."""
    counts: dict[int, Mapping[str, int]] = {
        entry.detail["detection"]: entry.detail["rings"]
        for entry in case.history()
        if entry.detail.get("edit") == "keep_rings"
    }
    nothing: Mapping[str, int] = {}
    return [
        Kept(number, time, settings, *(counts.get(number, nothing).get(one, 0) for one in ("supported", "tentative")))
        for number, time, settings in case.detections()
    ]


def earlier(case: "Case", which: str = "") -> int:
    """The number of an earlier detection: by number, by date (the last one kept until then), "": the one before.

    NetLensError when there is none.
    """
    kept = case.detections()
    if len(kept) < 2:
        raise NetLensError(
            _("Fewer than two detections are kept: there is nothing to compare."),
            _("Find rings again after an import, or in another way, first."),
        )
    if not which:
        return kept[-2][0]
    if which.isdigit() and len(which) < 4:
        return int(which)
    found = [number for number, time, _settings in kept[:-1] if time[: len(which)] <= which]
    if not found or not which[:4].isdigit():
        raise NetLensError(
            _("No detection was kept by {date}.").format(date=which),
            _("The first is of {date}. Give its number, or a date as 2024-05-31.").format(date=kept[0][1][:10]),
        )
    return found[-1]


def before_import(case: "Case") -> int | None:
    """The detection kept when the last import came to count; None without one, or when none was kept since."""
    seen: list[int] = []
    base: int | None = None
    kept = {number for number, _time, _settings in case.detections()}
    for entry in case.history():
        if entry.detail.get("edit") == "keep_rings" and entry.detail["detection"] in kept:
            seen.append(int(entry.detail["detection"]))
        elif entry.kind == "import":
            base = seen[-1] if seen else None
    return base if base is not None and base != seen[-1] else None


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """The settings that differ, in the order of CHOSEN, FILTERS, weights, versions."""
    found = []
    for name in CHOSEN:
        if _plain(before.get(name)) != _plain(after.get(name)):
            if name in OF_METHOD and (before.get("method") != after.get("method") or after.get("method") == ENGINE):
                continue  # another method has others; and the engine chooses its own
            found.append(Difference(name, before.get(name), after.get(name)))
    for group, names in (("filters", FILTERS), ("weights", ()), ("versions", ())):
        one, other = before.get(group) or {}, after.get(group) or {}
        for name in names or sorted({*one, *other}):
            if _plain(one.get(name)) != _plain(other.get(name)):
                what = name if names else group.removesuffix("s")
                found.append(Difference(what, one.get(name), other.get(name), "" if names else name))
    return tuple(found)


def between(case: "Case", first: int, last: int) -> Between:
    """What the history says from the keeping of one detection to that of another."""
    state: dict[int, bool] = {}
    was: dict[int, bool] = {}
    decisions, inside = 0, False
    for entry in case.history():
        detail = entry.detail
        if detail.get("edit") == "keep_rings" and detail.get("detection") in (first, last):
            if detail["detection"] == last:
                break
            inside, was = True, dict(state)
        elif entry.kind in ("import", "withdrawal") and "import" in detail:
            state[int(detail["import"])] = entry.kind == "import"
        elif inside and detail.get("edit") == "decide_ring":
            decisions += 1
    came = tuple(number for number, counts in state.items() if counts and not was.get(number, False))
    went = tuple(number for number, counts in state.items() if not counts and was.get(number, False))
    return Between(came, went, decisions)


def _plain(value: Any) -> Any:
    """Lists and tuples alike; what was never asked for as if it were stated so."""
    if isinstance(value, list | tuple):
        return tuple(value) or None
    return value or None
