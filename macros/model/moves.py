"""What was moved by hand: an old address, the one that took its place, and the reason."""

from typing import Annotated

from pydantic import AfterValidator, Field

from macros.model.base import Date, Model, Text
from macros.model.links import ADDRESS


def is_address(text: str) -> bool:
    """Whether a text is a whole address of this site, written from its root."""
    return ADDRESS.fullmatch(text) is not None


def _address(text: str) -> str:
    if not is_address(text):
        raise ValueError(f'an address reads /skills/sql/ or /skills/sql/#learn: found "{text}"')
    return text


Address = Annotated[
    str,
    AfterValidator(_address),
    Field(examples=["/skills/sql/#learn"]),
]


class Redirect(Model):
    """An address that answers no more, and where it leads.

    An item of `data/redirects.yaml`. A page takes its anchors along, those that the new page
    lacks to its top. An entity that was renamed needs no redirect: its `former_ids` say it for
    all of its addresses.
    """

    from_: Address = Field(alias="from")
    """The old address, from the root of the site."""
    to: Address
    """The address that took its place."""
    since: Date
    """The day it moved."""
    why: Annotated[Text, Field(examples=["The two pages on offers became one."])]
    """Why it moved."""


class Redirects(Model):
    """Every address that was moved by hand: `data/redirects.yaml`."""

    redirects: tuple[Redirect, ...]
    """The redirects."""
