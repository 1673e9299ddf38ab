"""Frozen dataclasses that a start pays little for: `__init__` is compiled when one is first made.

The standard library writes six methods of each class as text and compiles them, which takes it half
a millisecond: of 57 classes a tenth of a start, and most of them are not made before the first
picture. Here the fields are the standard library's, so that `replace`, `fields` and `asdict` know
them, and the methods are shared. tests/test_lazy_dataclass.py holds both kinds side by side.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    # For what reads types it is the standard library's own.
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - it is handed on
else:

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """As `dataclasses.dataclass`, of which it knows this one form: frozen, with slots."""
        if not (frozen and slots):
            raise TypeError("the standard library has the other forms")
        return _dataclass


def _dataclass(cls: type) -> type:
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)
    if any(field.kw_only or field.hash is not None for field in fields):
        raise TypeError(f"the standard library has what a field of {cls.__name__} wants")
    compared = tuple(field.name for field in fields if field.compare)
    methods = {
        **_init(made),
        **_comparison(_values_of(compared)),
        "__repr__": _repr,
        "__setattr__": _no_assignment,
        "__delattr__": _no_deletion,
        "__getstate__": _state,
        "__setstate__": _set_state,
    }
    for name, method in methods.items():
        if name not in cls.__dict__:
            setattr(made, name, method)
    return cast("type", made)


def _init(made: Any) -> dict[str, Callable[..., None]]:
    def __init__(self: object, *values: object, **named: object) -> None:  # noqa: N807
        made.__init__ = init = _compiled(made)
        init(self, *values, **named)

    return {"__init__": __init__}


def _compiled(made: Any) -> Callable[..., None]:
    """The class's `__init__`: it sets the slots, past the `__setattr__` that refuses."""
    names: dict[str, object] = {"_absent": dataclasses.MISSING}
    taken, lines = ["self"], []
    for field in dataclasses.fields(made):
        name, value, default = field.name, field.name, ""
        names[f"_set_{name}"] = getattr(made, name).__set__
        if field.default_factory is not dataclasses.MISSING:
            names[f"_make_{name}"] = field.default_factory
            value, default = f"_make_{name}() if {name} is _absent else {name}", "=_absent"
        elif field.default is not dataclasses.MISSING:
            names[f"_default_{name}"] = field.default
            default = f"=_default_{name}"
        if field.init:
            taken.append(name + default)
        else:
            value = f"_make_{name}()" if f"_make_{name}" in names else f"_default_{name}"
        lines.append(f"    _set_{name}(self, {value})")
    if hasattr(made, "__post_init__"):
        lines.append("    self.__post_init__()")
    text = "\n".join((f"def __init__({', '.join(taken)}):", *lines, "    return None"))
    exec(text, names)  # noqa: S102 - of the names of fields alone, as the standard library does it
    init: Any = names["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return cast("Callable[..., None]", init)


def _values_of(names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple(getattr(one, name) for name in names)


def _comparison(values: Callable[[object], tuple[object, ...]]) -> dict[str, Callable[..., object]]:
    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__}


def _repr(self: Any) -> str:
    names = (field.name for field in dataclasses.fields(self) if field.repr)
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
    return f"{self.__class__.__qualname__}({shown})"


def _no_assignment(_: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_deletion(_: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
