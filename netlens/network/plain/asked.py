"""What a person may ask for: a method by name, and its parameters; what is not given gets a stated default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from netlens.case.records import Preset
from netlens.errors import UsageError
from netlens.i18n import _, mark

ENGINE = "leiden-ladder"
OBJECTIVES = {"modularity": mark("closer than chance (modularity)"), "cpm": mark("so dense inside (CPM)")}


@dataclass(frozen=True, slots=True)
class Method:
    """`defaults`: the parameters the method knows, by name. `help` says in a sentence what it does."""

    label: str
    help: str
    defaults: Mapping[str, str | float | int] = field(default_factory=dict)


METHODS: Mapping[str, Method] = {
    ENGINE: Method(
        mark("Standard search"),
        mark("Looks for rings of every size at once; what holds without some evidence counts. Nothing to set."),
    ),
    "leiden": Method(
        mark("Leiden"),
        mark("One partition of everyone at one resolution. Rings much smaller or larger than it suits are missed."),
        {"objective": "modularity", "resolution": 1.0, "max_size": 0},
    ),
    "louvain": Method(
        mark("Louvain"),
        mark("Leiden's forerunner, for comparing with other tools. Its groups may not hang together."),
        {"resolution": 1.0, "max_size": 0},
    ),
    "infomap": Method(
        mark("Infomap"),
        mark("Groups in which someone who walks along the ties at random stays long. It takes no resolution."),
        {"max_size": 0},
    ),
    "k-core": Method(
        mark("k-core"),
        mark("Who is tied to at least k others, all of whom are tied to k others too. It looks at no weights."),
        {"core": 3, "max_size": 0},
    ),
    "components": Method(
        mark("Connected parts"),
        mark("Everyone who can be reached over any ties. Most of a case is usually one part."),
        {"max_size": 0},
    ),
}
CPM_RESOLUTION = 0.1  # ties a pair, of members of one group: a ring of ten with five ties beyond a tree has 0.3
SMALLEST_LIMIT = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """One method with all it needs. `resolution` 0 and `core` 0: the method has none; `max_size` 0: any size."""

    method: str = ENGINE
    objective: str = ""
    resolution: float = 0.0
    core: int = 0
    max_size: int = 0


def asked(
    method: str = ENGINE,
    *,
    objective: str = "",
    resolution: float | None = None,
    core: int | None = None,
    max_size: int | None = None,
) -> Asked:
    """The method with its parameters, the given ones over its defaults. UsageError for what it does not know."""
    if method not in METHODS:
        raise UsageError(
            _("There is no method “{name}” to find rings.").format(name=method),
            _("Methods: {names}.").format(names=", ".join(METHODS)),
        )
    given = {"objective": objective or None, "resolution": resolution, "core": core, "max_size": max_size}
    chosen = {**METHODS[method].defaults}
    if objective == "cpm" and "resolution" in chosen:
        chosen["resolution"] = CPM_RESOLUTION
    for name, value in given.items():
        if value is None:
            continue
        if name not in chosen:
            raise UsageError(
                _("The method {method} has no “{parameter}”.").format(method=method, parameter=name.replace("_", "-")),
                _("Leave it out, or choose another method."),
            )
        chosen[name] = value
    return _checked(
        Asked(
            method,
            str(chosen.get("objective", "")),
            float(chosen.get("resolution", 0.0)),
            int(chosen.get("core", 0)),
            int(chosen.get("max_size", 0)),
        )
    )


def way(preset: Preset) -> dict[str, Any]:
    """What find_rings is to be called with, for a preset. UsageError when it asks for what its method does not know."""
    of_method = {name: getattr(preset, name) for name in ("objective", "resolution", "core", "max_size")}
    asked(preset.method, **of_method)
    filters = {"since": preset.since, "until": preset.until, "without": preset.without}
    return {"method": preset.method, **of_method, **filters, "weights": preset.weights}


def again(settings: Mapping[str, Any]) -> Preset:
    """How a detection was made, from its settings, as a preset without a name: asked for again, it does the same."""
    method = str(settings.get("method", ENGINE))
    known = METHODS[method].defaults if method in METHODS else {}
    filters = settings.get("filters") or {}
    return Preset(
        "",
        method if method in METHODS else ENGINE,
        str(settings.get("objective", "")) if "objective" in known else "",
        next(iter(settings.get("resolutions") or ()), None) if "resolution" in known else None,
        settings.get("core") if "core" in known else None,
        settings.get("max_size") if "max_size" in known else None,
        str(filters.get("from", "")),
        str(filters.get("to", "")),
        tuple(filters.get("without") or ()),
        {kind: float(value) for kind, value in (settings.get("weights") or {}).items()},
    )


def _checked(chosen: Asked) -> Asked:
    known = METHODS[chosen.method].defaults
    if chosen.objective and chosen.objective not in OBJECTIVES:
        raise UsageError(
            _("There is no objective “{name}”.").format(name=chosen.objective),
            _("Objectives: {names}.").format(names=", ".join(OBJECTIVES)),
        )
    if "resolution" in known and not (isfinite(chosen.resolution) and chosen.resolution > 0):
        raise UsageError(
            _("The resolution is {value}: it must be above 0.").format(value=chosen.resolution),
            _("Give a number above 0; a larger one gives smaller groups."),
        )
    if "core" in known and chosen.core < 1:
        raise UsageError(
            _("The k of a k-core is {value}: it must be 1 or more.").format(value=chosen.core),
            _("Give a whole number; a larger one gives smaller, denser groups."),
        )
    if chosen.max_size and chosen.max_size < SMALLEST_LIMIT:
        raise UsageError(
            _("No ring is smaller than {least} people: {value} cannot be the largest.").format(
                least=SMALLEST_LIMIT, value=chosen.max_size
            ),
            _("Give {least} or more, or 0 for any size.").format(least=SMALLEST_LIMIT),
        )
    return chosen
