"""Pastures as rings of corner points."""

from functools import lru_cache
from typing import NamedTuple


class Point(NamedTuple):
    """A place, in meters east and north of the village church."""

    east: float
    north: float


class Pasture(NamedTuple):
    """A pasture; the last corner is joined to the first."""

    name: str
    corners: tuple[Point, ...]


@lru_cache(maxsize=1024)
def inside(pasture: Pasture, point: Point) -> bool:
    """Whether a point lies on the pasture: going east, it meets an odd number of fences."""
    odd = False
    following = (*pasture.corners[1:], pasture.corners[0])
    for corner, after in zip(pasture.corners, following, strict=True):
        if (corner.north > point.north) != (after.north > point.north):
            share = (point.north - corner.north) / (after.north - corner.north)
            if point.east < corner.east + share * (after.east - corner.east):
                odd = not odd
    return odd
