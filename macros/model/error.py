"""What the codes of `handbook check` mean, for the person who met one."""

from macros.model.base import Entity, Line, Model, Text, Verbatim


class Found(Model):
    """Where a problem is told, when that is not where the file was changed."""

    at: Line
    """A text that one line of the file holds, and no other."""
    file: Line | None = None
    """The file's path from the root of the repository; without it, the file that was changed."""


class ErrorExample(Model):
    """A fault that the tests make in their own small handbook, and what the check says of it."""

    file: Line
    """The path of a file in `tests/dummy`."""
    right: Verbatim
    """What stands in the file, once."""
    wrong: Verbatim
    """What is put in its place."""
    message: Verbatim
    """What the check then says, to the letter."""
    found: Found | None = None
    """Where it says so, unless it is the first line that changed."""


class ErrorCode(Entity):
    """An item of `data/errors/*.yaml`: what a code means, and how to trip over it.

    The id is the code. A code that no changed line can trip, such as that of a missing file,
    has no example.
    """

    means: Text
    """What the rule protects and why, in one to three sentences."""
    example: ErrorExample | None = None
    """A mistake that the tests make, and what the check says of it."""
