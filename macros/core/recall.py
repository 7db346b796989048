"""Answers that are kept with what was asked for them, so that an edit costs what it concerns.

What is asked is a leaf (an entity, the ids of a kind, a page) or another answer. `turn` finds
the leaves that an edit has changed. Whatever asked for one of them, at any distance, is in doubt
from then on, and is looked at when somebody asks for it: it is made anew when a leaf below it
changed, or when an answer below it came out different. One that comes out as it was ends the doubt.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, ItemsView, Iterator, Mapping, ValuesView
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, TypeVar

T = TypeVar("T")
#: A leaf, or an answer: the name of its maker, and what that is called with.
Key = tuple[Hashable, ...]


@dataclass(slots=True)
class _Answer:
    """A kept answer, what it asked for, and when it was last looked at and changed, in turns."""

    value: Any
    asked: frozenset[Key]
    looked_at: int
    changed_at: int
    doubtful: bool = False


class Recall:
    """The kept answers. It is not for threads: one at a time asks.

    `makers` make the answers, each by the first word of its key, and are called with the others.
    They know the Handbook that they ask, so a turn leaves none: whoever asks brings it again.
    `made` counts the answers that had to be made. `finished` are the pages of the last whole site:
    by path, what each showed then, and what tells the bytes of its file apart.
    """

    def __init__(self) -> None:
        self.makers: dict[str, Callable[..., Any]] = {}
        self._rest: object = None
        self._held: dict[str, Mapping[Any, Any]] = {}
        self._answers: dict[Key, _Answer] = {}
        self._askers: dict[Key, set[Key]] = defaultdict(set)
        self._changed: dict[Key, int] = {}
        self._open: list[set[Key]] = []
        self._given: dict[Key, object] = {}
        self._turn = 0
        self.made = 0
        self.finished: dict[str, tuple[object, bytes]] = {}

    def __getstate__(self) -> dict[str, Any]:
        """All that another process needs to go on; its makers it has itself."""
        return self.__dict__ | {"makers": {}, "_askers": defaultdict(set)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Go on; who asked for what is found again."""
        self.__dict__ |= state
        for key, answer in self._answers.items():
            self._note_asker(key, answer.asked)

    def turn(self, rest: object, leaves: Mapping[str, Mapping[Any, Any]]) -> dict[str, Any]:
        """Go on with what there is to ask after an edit; values equal to those before stay those.

        `leaves` are the mappings by name. No answer outlives a change of the `rest`, which
        nobody takes down.
        """
        if rest != self._rest:
            self.forget()
        held: dict[str, Mapping[Any, Any]]
        held = {name: _kept(self._held.get(name, {}), now) for name, now in leaves.items()}
        changed = [
            key for name in held for key in _changes(name, self._held.get(name, {}), held[name])
        ]
        self._rest, self._held, self.makers = rest, held, {}
        self._turn += 1
        self._changed.update(dict.fromkeys(changed, self._turn))
        self._doubt(changed)
        return {name: Asked(name, now, self) for name, now in held.items()}

    def texts(self) -> Iterator[str]:
        """The answers that are text."""
        return (one.value for one in self._answers.values() if isinstance(one.value, str))

    def forget(self) -> None:
        """Keep no answer."""
        self._answers.clear()
        self._askers.clear()

    def give(self, name: str, key: Hashable, value: object) -> None:
        """Let answers depend on a value that is at hand, if they ask for it as `given`."""
        leaf = (name, key)
        if self._given.get(leaf, self) != value:
            self._given[leaf], self._changed[leaf] = value, self._turn
            self._doubt([leaf])

    def given(self, name: str, key: Hashable) -> Any:
        """What was given last under a name and key, if anything; whoever asks depends on it."""
        self.note((name, key))
        return self._given.get((name, key))

    def _doubt(self, changed: list[Key]) -> None:
        while changed:
            for asker in self._askers.get(changed.pop(), ()):
                if (answer := self._answers.get(asker)) and not answer.doubtful:
                    answer.doubtful = True
                    changed.append(asker)

    def note(self, key: Key) -> None:
        """Take down that whatever is being made has asked for a leaf."""
        if self._open:
            self._open[-1].add(key)

    def of(self, *key: Hashable) -> Any:
        """The answer to a key: the kept one where it still holds. What raises is not kept."""
        self.note(key)
        return self._looked_at(key).value

    def _looked_at(self, key: Key) -> _Answer:
        answer = self._answers.get(key)
        if answer is None or (answer.doubtful and self._is_stale(answer)):
            answer = self._made(key, answer)
        answer.doubtful, answer.looked_at = False, self._turn
        return answer

    def _is_stale(self, answer: _Answer) -> bool:
        return any(self._changed_at(key) > answer.looked_at for key in answer.asked)

    def _changed_at(self, key: Key) -> int:
        if key not in self._answers:
            return self._changed.get(key, 0)
        try:
            return self._looked_at(key).changed_at
        except Exception:  # whoever asked for it asks again, and meets the same
            return self._turn

    def _made(self, key: Key, before: _Answer | None) -> _Answer:
        name, *arguments = key
        self._open.append(set())
        try:
            value = self.makers[str(name)](*arguments)
        except BaseException:
            self._answers.pop(key, None)
            if len(self._open) > 1:
                self._open[-2].update(self._open[-1])
            raise
        finally:
            asked = frozenset(self._open.pop())
        for gone in before.asked - asked if before else ():
            self._askers[gone].discard(key)
        self._note_asker(key, asked)
        self.made += 1
        made = _Answer(value, asked, self._turn, self._turn)
        if before and before.value == value:
            made.value, made.changed_at = before.value, before.changed_at
        self._answers[key] = made
        return made

    def _note_asker(self, key: Key, asked: frozenset[Key]) -> None:
        for one in asked:
            self._askers[one].add(key)


def remembered(recall: Recall | None, name: str, make: Callable[..., T]) -> Callable[..., T]:
    """What makes something and keeps it: with `recall` until an edit concerns it, else for good."""
    if recall is None:
        return cache(make)
    recall.makers[name] = make
    return partial(recall.of, name)


class Asked(Mapping[Any, Any]):
    """A mapping whose reader is taken down: one value, the keys, or all of them."""

    __slots__ = ("_held", "_name", "_recall")

    def __init__(self, name: str, held: Mapping[Any, Any], recall: Recall) -> None:
        self._name, self._held, self._recall = name, held, recall

    def __getitem__(self, id: Any) -> Any:
        self._recall.note((self._name, id))
        return self._held[id]

    def __contains__(self, id: object) -> bool:
        self._recall.note((self._name,))
        return id in self._held

    def __iter__(self) -> Iterator[Any]:
        self._recall.note((self._name,))
        return iter(self._held)

    def __len__(self) -> int:
        self._recall.note((self._name,))
        return len(self._held)

    def values(self) -> ValuesView[Any]:
        """All values; whoever asks depends on each."""
        self._recall.note((self._name, "*"))
        return self._held.values()

    def items(self) -> ItemsView[Any, Any]:
        """All items; whoever asks depends on each."""
        self._recall.note((self._name, "*"))
        return self._held.items()


def _kept(before: Mapping[Any, Any], now: Mapping[Any, Any]) -> dict[Any, Any]:
    """The mapping as it is now, with the very values of before where they are equal."""
    return {id: before[id] if _same(before.get(id), value) else value for id, value in now.items()}


def _same(one: Any, other: Any) -> bool:
    return one is other or bool(one == other)


def _changes(name: str, before: Mapping[Any, Any], now: Mapping[Any, Any]) -> Iterator[Key]:
    """The leaves that differ, of a mapping that `_kept` has made."""
    differing = [id for id in {**before, **now} if before.get(id) is not now.get(id)]
    if list(before) != list(now):
        yield (name,)
    if differing or list(before) != list(now):
        yield (name, "*")
    yield from ((name, id) for id in differing)
