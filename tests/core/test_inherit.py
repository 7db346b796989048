"""Inheritance between roles: what is added, replaced, dropped, kept, and in which order."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.core.handbook import Handbook
from macros.core.inherit import ResolvedRole, chain_of, resolve_roles
from macros.model.role import Responsibility, ResponsibilityChanges, Role
from tests.support import tiny

IDS = ("bind", "count", "fold", "greet", "sort")


def duty(id: str, line: str = "Does it.") -> Responsibility:
    return Responsibility(id=id, line=line, skills=("manners",))


def role(
    id: str,
    based_on: str | None = None,
    *,
    add: Sequence[Responsibility] = (),
    replace: Sequence[Responsibility] = (),
    drop: Sequence[str] = (),
) -> Role:
    """A role of the dummy with the given duties in place of its own."""
    duties = ResponsibilityChanges(add=tuple(add), replace=tuple(replace), drop=tuple(drop))
    changes = {"id": id, "based_on": based_on, "responsibilities": duties}
    return tiny().roles["clerk"].model_copy(update=changes)


def resolve(*roles: Role) -> dict[str, ResolvedRole]:
    return resolve_roles({role.id: role for role in roles})


def shown(resolved: ResolvedRole) -> list[tuple[str, str, str]]:
    """Id, status and stating role of every duty, in order."""
    return [(s.item.id, s.status, s.role) for s in resolved.responsibilities]


def test_lowest_role_states_everything_anew() -> None:
    """A role built on none shows its own items in the order written, all of them new."""
    resolved = resolve(role("a", add=[duty("sort"), duty("bind")]))

    assert shown(resolved["a"]) == [("sort", "new", "a"), ("bind", "new", "a")]


def test_added_items_come_before_inherited_ones() -> None:
    """What is new at a level is read first; what it inherits keeps the order below it."""
    resolved = resolve(
        role("a", add=[duty("sort"), duty("bind")]), role("b", "a", add=[duty("greet")])
    )

    assert shown(resolved["b"]) == [
        ("greet", "new", "b"),
        ("sort", "inherited", "a"),
        ("bind", "inherited", "a"),
    ]


def test_replaced_item_keeps_its_place_and_what_was_before() -> None:
    """A replacement stands where the replaced item stood, and remembers it."""
    old, better = duty("bind", "Binds a book."), duty("bind", "Binds all books.")
    resolved = resolve(
        role("a", add=[duty("sort"), old, duty("fold")]), role("b", "a", replace=[better])
    )
    stated = resolved["b"].responsibilities[1]

    assert [id for id, _, _ in shown(resolved["b"])] == ["sort", "bind", "fold"]
    assert (stated.item, stated.status, stated.role, stated.before) == (
        *(better, "replaced", "b"),
        old,
    )


def test_dropped_item_is_gone_and_listed() -> None:
    """A dropped item is shown no more and stands among what is left behind."""
    resolved = resolve(role("a", add=[duty("sort"), duty("bind")]), role("b", "a", drop=["sort"]))

    assert shown(resolved["b"]) == [("bind", "inherited", "a")]
    assert resolved["b"].dropped_responsibilities == (duty("sort"),)
    assert resolved["a"].dropped_responsibilities == ()


def test_third_role_inherits_what_the_second_changed() -> None:
    """Changes travel up the ladder; each item names the role that stated it last."""
    resolved = resolve(
        role("c", "b", add=[duty("fold")]),
        role("b", "a", replace=[duty("bind", "Binds all.")], drop=["sort"]),
        role("a", add=[duty("sort"), duty("bind"), duty("greet")]),
    )
    bind = resolved["c"].responsibilities[1]

    assert shown(resolved["c"]) == [
        ("fold", "new", "c"),
        ("bind", "inherited", "b"),
        ("greet", "inherited", "a"),
    ]
    assert (bind.item.line, bind.before) == ("Binds all.", None)


def test_requirements_and_tools_inherit_alike(dummy: Handbook) -> None:
    """Requirements and tools follow the same rules as responsibilities."""
    senior = dummy.resolved["senior-clerk"]

    assert [(s.item.id, s.status) for s in senior.requirements] == [
        ("bookkeeping", "replaced"),
        ("manners", "replaced"),
    ]
    assert [(s.item.tool, s.status) for s in senior.tools] == [
        ("pigeon", "new"),
        ("drawer", "inherited"),
    ]


def test_profile_holds_the_level_of_every_skill(dummy: Handbook) -> None:
    """The profile of a role counts carried-over skills too."""
    assert dummy.resolved["senior-clerk"].profile() == {
        "bookkeeping": "expert",
        "manners": "expert",
    }


def test_requirements_are_chosen_by_necessity(dummy: Handbook) -> None:
    """An advert asks for musts; what is carried over is kept apart."""
    senior = dummy.resolved["senior-clerk"]

    assert [item.id for item in senior.requirements_of("must")] == ["bookkeeping"]
    assert [item.id for item in senior.requirements_of("assumed")] == ["manners"]


@pytest.mark.parametrize(
    "based_on",
    [
        pytest.param({"a": "a"}, id="on itself"),
        pytest.param({"a": "b", "b": "a"}, id="on each other"),
        pytest.param({"a": "b", "b": "c", "c": "b"}, id="on a circle further down"),
    ],
)
def test_circular_chain_is_left_out(based_on: dict[str, str]) -> None:
    """Roles whose chain never ends are not resolved, and the others are."""
    circle = [role(id, base) for id, base in based_on.items()]

    assert list(resolve(*circle, role("sound"))) == ["sound"]
    assert chain_of("a", {role.id: role for role in circle}) is None


def test_chain_names_the_ancestors_nearest_first() -> None:
    """The chain of a role leads from itself to the lowest role."""
    roles = {r.id: r for r in (role("a"), role("b", "a"), role("c", "b"))}

    assert chain_of("c", roles) == ["c", "b", "a"]


def test_unknown_base_is_as_none() -> None:
    """A role based on one that is not there resolves alone; a rule reports the reference."""
    assert shown(resolve(role("a", "ghost", add=[duty("bind")]))["a"]) == [("bind", "new", "a")]


SETS = st.sets(st.sampled_from(IDS))


@given(st.permutations(IDS), SETS, SETS, st.sets(st.sampled_from(("ink", "wax"))))
def test_nothing_is_lost_but_what_is_dropped(
    base: list[str], replaced: set[str], dropped: set[str], added: set[str]
) -> None:
    """Whatever is added, replaced and dropped: the rest of the base stays, in its order."""
    better = [duty(id, f"Does {id} better.") for id in sorted(replaced)]
    resolved = resolve(
        role("a", add=[duty(id) for id in base]),
        role("b", "a", add=[duty(id) for id in sorted(added)], replace=better, drop=list(dropped)),
    )["b"]
    new = [s.item.id for s in resolved.responsibilities if s.status == "new"]
    kept = [s.item.id for s in resolved.responsibilities if s.status != "new"]
    changed = {s.item.id for s in resolved.responsibilities if s.status == "replaced"}

    assert new == sorted(added)
    assert kept == [id for id in base if id not in dropped]
    assert changed == replaced - dropped
    assert {item.id for item in resolved.dropped_responsibilities} == dropped
