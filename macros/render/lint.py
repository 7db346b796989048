"""Macros of the checker's page: the form, every rule with its reasons, the words that pass."""

from macros.address.patterns import anchor_of
from macros.lint.report import SEVERITIES
from macros.model.lint import Evidence, LintRule, WordsCheck
from macros.model.reading import NamedPattern
from macros.render.view import View, headed, joined

_SEVERITY = {"blocks": "Blocks", "warns": "Warns", "hint": "Hint"}


def posting_checker(view: View) -> str:
    """The form a job posting is pasted into; it shows once its script runs."""
    book = view.handbook
    regions = [
        (region.label, [one for one in book.places.values() if one.region == region.id])
        for region in book.vocabularies.place_region
    ]
    return view.render("posting_checker", roles=book.rungs(), regions=[r for r in regions if r[1]])


def posting_rule_list(view: View) -> str:
    """Every rule in a line, gravest first; each leads to its reasons on the page of the rules."""
    groups = [
        (_SEVERITY[severity], [rule for rule in _by_severity(view) if rule.severity == severity])
        for severity in SEVERITIES
    ]
    return view.render("posting_rule_list", groups=[group for group in groups if group[1]])


def posting_rules(view: View) -> str:
    """Every rule, gravest first: why it is there, what is better, and what the evidence says."""
    return joined(
        headed(3, rule.title, anchor_of("lint_rule", rule), _rule(view, rule))
        for rule in _by_severity(view)
    )


def _by_severity(view: View) -> list[LintRule]:
    rules = view.handbook.lint_rules.values()
    return sorted(rules, key=lambda rule: SEVERITIES.index(rule.severity))


def allowed_words(view: View) -> str:
    """The words of the trade that pass, each with the reason."""
    return view.render("allowed_words", allowed=view.handbook.reading.allowed)


def word_list_notices(view: View) -> str:
    """Whose word lists ours are made from."""
    return view.render("word_list_notices", notices=view.handbook.reading.notices)


def _rule(view: View, rule: LintRule) -> str:
    shown = [(one, view.expired(one)) for one in rule.evidence]
    return view.render(
        "posting_rule",
        rule=rule,
        severity=_SEVERITY[rule.severity],
        words=() if rule.unlisted else _words(view, rule),
        patterns=_patterns(view, rule),
        evidence=sorted(shown, key=_side),
    )


def _side(pair: tuple[Evidence, bool]) -> bool:
    return pair[0].side == "against"


def _words(view: View, rule: LintRule) -> tuple[str, ...]:
    """The words a rule looks for, as a reader would write them."""
    if not isinstance(rule.check, WordsCheck):
        return ()
    phrases = view.handbook.phrases
    taken = [word for id in rule.check.phrases for word in phrases[id].words]
    return tuple(word.replace("*", "…") for word in (*taken, *rule.check.words))


def _patterns(view: View, rule: LintRule) -> tuple[NamedPattern, ...]:
    """The patterns a rule looks for, to be named by what they find."""
    ids = getattr(rule.check, "patterns", ())
    found: dict[str, NamedPattern] = dict(view.handbook.entities("pattern"))
    return tuple(found[id] for id in ids)
