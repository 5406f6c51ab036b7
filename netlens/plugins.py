"""Every file of a plugin folder that ends in a NAME = Type(…) is found here; nothing is registered by hand."""

import pkgutil
from importlib import import_module
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def collect(package: ModuleType, name: str, kind: type[T]) -> tuple[T, ...]:
    """Load each module of `package` and give its attribute `name`, in the order of the module names.

    Raises TypeError when a module has no such attribute or one of another type: a plugin folder holds plugins only.
    """
    found = []
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        plugin = getattr(import_module(f"{package.__name__}.{info.name}"), name, None)
        if not isinstance(plugin, kind):
            raise TypeError(f"{package.__name__}.{info.name} must end in {name} = {kind.__name__}(…)")
        found.append(plugin)
    return tuple(found)
