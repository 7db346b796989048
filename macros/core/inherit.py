"""Inheritance between roles: what a role shows, and what of it is inherited, replaced or new.

A role states only what it adds, replaces or drops (docs/contributing/design.md#model), so "what
changes from mid to senior" is computed here and written nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from macros.model.role import Requirement, Responsibility, Role, RoleTool

Status = Literal["new", "replaced", "inherited"]


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Identified)
T_co = TypeVar("T_co", bound=_Identified, covariant=True)


class _Changes(Protocol[T_co]):
    @property
    def add(self) -> tuple[T_co, ...]: ...
    @property
    def replace(self) -> tuple[T_co, ...]: ...
    @property
    def drop(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """An item as a role shows it; `role` is the id of the role whose file states it."""

    item: T
    role: str
    status: Status
    before: T | None = None


@dataclass(frozen=True, slots=True)
class ResolvedRole:
    """A role with its inherited lists filled in; `dropped_*` hold what it leaves behind."""

    role: Role
    responsibilities: tuple[Stated[Responsibility], ...]
    requirements: tuple[Stated[Requirement], ...]
    tools: tuple[Stated[RoleTool], ...]
    dropped_responsibilities: tuple[Responsibility, ...]
    dropped_requirements: tuple[Requirement, ...]
    dropped_tools: tuple[RoleTool, ...]

    def profile(self) -> dict[str, str]:
        """The skill level this role is expected to show, by skill id."""
        return {stated.item.skill: stated.item.skill_level for stated in self.requirements}

    def requirements_of(self, *necessities: str) -> tuple[Requirement, ...]:
        """The requirements of these necessities (such as `must`), in order."""
        return tuple(s.item for s in self.requirements if s.item.necessity in necessities)


def resolve_roles(roles: Mapping[str, Role]) -> dict[str, ResolvedRole]:
    """Resolve every role whose chain of `based_on` ends; circular chains are left out."""
    resolved: dict[str, ResolvedRole] = {}
    for role_id in roles:
        chain = chain_of(role_id, roles)
        if chain is None:
            continue
        for link in reversed(chain):
            if link not in resolved:
                role = roles[link]
                base = resolved.get(role.based_on) if role.based_on else None
                resolved[link] = _resolve(role, base)
    return resolved


def chain_of(role_id: str, roles: Mapping[str, Role]) -> list[str] | None:
    """The role and its ancestors, nearest first; None when the chain runs in a circle."""
    chain: list[str] = []
    current: str | None = role_id
    while current is not None and current in roles:
        if current in chain:
            return None
        chain.append(current)
        current = roles[current].based_on
    return chain


def _resolve(role: Role, base: ResolvedRole | None) -> ResolvedRole:
    responsibilities, dropped_responsibilities = _merge(
        role.id, role.responsibilities, base.responsibilities if base else ()
    )
    requirements, dropped_requirements = _merge(
        role.id, role.requirements, base.requirements if base else ()
    )
    tools, dropped_tools = _merge(role.id, role.tools, base.tools if base else ())
    return ResolvedRole(
        role,
        responsibilities,
        requirements,
        tools,
        dropped_responsibilities,
        dropped_requirements,
        dropped_tools,
    )


def _merge(
    role_id: str, changes: _Changes[T], base: tuple[Stated[T], ...]
) -> tuple[tuple[Stated[T], ...], tuple[T, ...]]:
    """New items first, in the order written; then the inherited list with its replacements."""
    replacements = {item.id: item for item in changes.replace}
    merged = [Stated(item, role_id, "new") for item in changes.add]
    for stated in base:
        if stated.item.id in changes.drop:
            continue
        if replacement := replacements.get(stated.item.id):
            merged.append(Stated(replacement, role_id, "replaced", stated.item))
        else:
            merged.append(Stated(stated.item, stated.role, "inherited"))
    dropped = tuple(stated.item for stated in base if stated.item.id in changes.drop)
    return tuple(merged), dropped
