"""Macros of the law pages: what the law asks by place, dated, and never legal advice."""

from macros.model.base import LawTopicRef
from macros.model.law import HiringLaw, Place
from macros.model.reference import Choice
from macros.render.view import View, headed, joined


def law_rule(view: View) -> str:
    """Every duty that some place knows, and how many places ask for it today."""
    places = [place for place in view.handbook.places.values() if _binds(view, place)]
    rows = [
        {"duty": duty, "count": sum(duty.id in _duties(place) for place in places)}
        for duty in view.handbook.vocabularies.posting_duty
    ]
    return view.render("law_rule", rows=rows, total=len(places))


def law_filter(view: View) -> str:
    """The form that shows one region or one place; without script the page shows them all."""
    return view.render("law_filter", regions=_regions(view))


def law_table(view: View) -> str:
    """Every place with ticks for what its posting must hold."""
    return view.render(
        "law_table",
        duties=view.handbook.vocabularies.posting_duty,
        regions=[
            {"region": region, "rows": [(place, _duties(place)) for place in places]}
            for region, places in _regions(view)
        ],
    )


def law_remote(view: View) -> str:
    """When a job that may be done elsewhere counts, for every place whose law says so."""
    places = [place for place in view.handbook.places.values() if place.remote]
    return view.render("law_remote", places=places)


def law_places(view: View) -> str:
    """Every place with a checklist to print, who is covered, and where it is written."""
    blocks = []
    for region, places in _regions(view):
        intro = view.render("law_region", region=region)
        blocks.append(headed(2, region.label, region.id, intro))
        blocks += [headed(3, place.title, place.id, _section(view, place)) for place in places]
    return joined(blocks)


def hiring_law_table(view: View, topic: LawTopicRef) -> str:
    """The laws of a topic in short, each leading to its section."""
    return view.render("hiring_law_table", laws=_laws(view, topic))


def hiring_laws(view: View, topic: LawTopicRef) -> str:
    """Every law of a topic: what it asks, who is covered, and where it is written."""
    return joined(
        headed(2, law.title, law.id, view.render("hiring_law", law=law))
        for law in _laws(view, topic)
    )


def _laws(view: View, topic: str) -> list[HiringLaw]:
    topic = view.handbook.choice("law_topic", topic).id
    return [law for law in view.handbook.hiring_laws.values() if law.topic == topic]


def _regions(view: View) -> list[tuple[Choice, list[Place]]]:
    """Every region that has places, with its places in the order of the data."""
    places = view.handbook.places.values()
    grouped = (
        (region, [place for place in places if place.region == region.id])
        for region in view.handbook.vocabularies.place_region
    )
    return [(region, found) for region, found in grouped if found]


def _binds(view: View, place: Place) -> bool:
    """Whether a place's rule is in force and was read lately enough to be counted."""
    return place.in_force and not view.expired(place)


def _duties(place: Place) -> dict[str, str]:
    """What the law asks in its own terms, by the duty's id."""
    return {item.duty: item.says for item in place.in_posting}


def _section(view: View, place: Place) -> str:
    facts = (
        ("Law", place.law),
        ("From", place.from_when),
        ("Who is covered", place.who),
        ("Remote jobs", place.remote or (place.in_posting and "None of our sources says.")),
        ("Scope", place.scope),
        ("Other duties", place.otherwise),
        ("Records to keep", place.records),
        ("Penalty", place.penalty),
        ("Note", place.caveat),
    )
    return view.render(
        "law_place",
        place=place,
        facts=[(label, text) for label, text in facts if text],
    )
