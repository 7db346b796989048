"""What crawlers ask for first: every page may be read, and the list of pages is MkDocs's own.

RFC 9309 reads this file at the root of a host alone; below a path it does no harm.
"""

from collections.abc import Iterator
from functools import partial

from macros.address.patterns import absolute
from macros.core.edition import Edition, Export


def export_robots(edition: Edition) -> Iterator[Export]:
    """The one file, which names the sitemap by its whole address."""
    yield Export("robots.txt", partial(_robots, absolute(edition.site_url, "/sitemap.xml")))


def _robots(sitemap: str) -> bytes:
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n".encode()
