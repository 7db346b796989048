"""A reader of Open Graph tags, from the rules of the protocol (https://ogp.me)."""

from dataclasses import dataclass, field

from bs4 import BeautifulSoup

#: "The four required properties for every page".
REQUIRED = ("og:title", "og:type", "og:image", "og:url")
#: Properties with structured properties of their own.
_ROOTS = ("og:image", "og:video", "og:audio")


@dataclass
class Value:
    """A value of a property, with its structured properties (`width` of `og:image:width`)."""

    content: str
    parts: dict[str, str] = field(default_factory=dict)


@dataclass
class Graph:
    """The properties of a page, each with its values in order, and what breaks the rules."""

    values: dict[str, list[Value]]
    faults: list[str]

    def one(self, name: str) -> Value:
        """The only value of a property."""
        (value,) = self.values[name]
        return value


def read_graph(page: BeautifulSoup) -> Graph:
    """Read the tags as a consumer does.

    Tags are `meta` with `property` and `content`, in the head. Repeated properties are an
    array. `og:image:width` belongs to the `og:image` before it; a structured property whose
    root has not been declared belongs to nothing, and `og:image:url` is `og:image`.
    """
    graph = Graph({}, [])
    for tag in page.select("meta[property^='og:']"):
        name, content = str(tag["property"]), str(tag.get("content", "")).strip()
        if tag.find_parent("head") is None:
            graph.faults.append(f"{name} stands outside the head")
        elif not content:
            graph.faults.append(f"{name} says nothing")
        else:
            _add(graph, name, content)
    graph.faults += [f"{name} is missing" for name in REQUIRED if name not in graph.values]
    return graph


def _add(graph: Graph, name: str, content: str) -> None:
    root = next((root for root in _ROOTS if name.startswith(f"{root}:")), None)
    part = name.removeprefix(f"{root}:")
    if root is None:
        graph.values.setdefault(name, []).append(Value(content))
    elif part == "url" and root not in graph.values:
        graph.values[root] = [Value(content)]
    elif root not in graph.values:
        graph.faults.append(f"{name} comes before its {root}")
    elif part in graph.values[root][-1].parts:
        graph.faults.append(f"{name} is given twice")
    else:
        graph.values[root][-1].parts[part] = content
