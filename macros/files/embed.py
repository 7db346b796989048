"""Files for other sites: embedded parts with their own style and script, and oEmbed answers.

They are no pages of ours: no navigation, no theme, no search entry, and a policy that allows
nothing but their own files.
"""

import json
from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from itertools import chain

from macros.address.patterns import absolute, address_of, path_of
from macros.core.credit import LICENSE, LICENSE_URL
from macros.core.edition import Edition, Export
from macros.render.view import View
from macros.tell.embed import WIDTH, Part, all_parts

#: Served as they are written, beside the embedded pages.
_FILES = ("embed.js", "frame.js", "choose.js", "embed.css")
#: Seconds that a consumer may keep an oEmbed answer: a day, as the site changes with its data.
_CACHE_AGE = 86_400


def export_embed(edition: Edition) -> Iterator[Export]:
    """The chooser, every part of every role, their style and scripts, and oEmbed answers."""
    for name in _FILES:
        yield Export(path_of("embed_file", name), partial(_file, name))
    yield Export(path_of("embed"), partial(_chooser, edition))
    for part in chain.from_iterable(all_parts(edition.handbook)):
        yield Export(f"{part.path}index.html", partial(_page, edition, part))
        yield Export(part.oembed, partial(_oembed, edition, part))


def _file(name: str) -> bytes:
    return (files("macros.files") / "embed_files" / name).read_bytes()


def _page(edition: Edition, part: Part) -> bytes:
    view = View(edition.handbook, edition.today, page_url=lambda: part.path)
    html = view.render("embed_page", part=part, site_url=edition.site_url, **_credit(edition))
    return html.encode()


def _chooser(edition: Edition) -> bytes:
    roles = all_parts(edition.handbook)
    view = View(edition.handbook, edition.today, page_url=lambda: address_of("embed"))
    html = view.render("embed_chooser", roles=roles, site_url=edition.site_url, **_credit(edition))
    return html.encode()


def _credit(edition: Edition) -> dict[str, str]:
    return {"name": edition.name, "license": LICENSE, "license_url": LICENSE_URL}


def _oembed(edition: Edition, part: Part) -> bytes:
    """An answer of type rich, as section 2.3.4 of the oEmbed specification (1.0) asks for it."""
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": part.title,
        "author_name": edition.name,
        "author_url": absolute(edition.site_url, part.page),
        "provider_name": edition.name,
        "provider_url": edition.site_url,
        "cache_age": _CACHE_AGE,
        "html": part.frame(edition.site_url),
        "width": WIDTH,
        "height": part.height,
    }
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode()
