"""Rules about answers, tools and terms."""

from pathlib import Path

import pytest

from tests.support import TOP, Example, assert_found, spoil, swap

FAQS = "data/faqs/general.yaml"
POST = "data/tools/post.yaml"
VOCABULARIES = "data/vocabularies.yaml"
MORE = "  - id: furniture\n    label: Furniture\n    description: What one sits on.\nfaq_topic:\n"
FRONT = (
    "title: furniture\ndescription: {}\ncategory: furniture\nreviewed: '2026-11-20'\n"
    "asked: [what one sits on, chairs]\n"
)
PAGE = f"---\n{FRONT}---\n\n# furniture\n\n{{}}\n"


def furnish(root: Path) -> None:
    """Add a category with its page, and no tool in it."""
    spoil(root, VOCABULARIES, "faq_topic:\n", MORE)
    spoil(root, "mkdocs.yml", "  - Tools:", "  - furniture: tools/furniture.md\n  - Tools:")
    words = PAGE.format("What the dummy shows on furniture, of which it has none.", "A word. " * 15)
    (root / "docs/tools/furniture.md").write_text(words, encoding="utf-8")


EXAMPLES = (
    Example(
        name="two FAQs that ask the same but for a capital",
        code="repeated-faq",
        edits=(swap(FAQS, "What does a clerk earn?", "What is a Clerk?"),),
        path=FAQS,
        at="question: What is a Clerk?",
        says=("the same words stand at data/faqs/general.yaml:5.",),
        fix="join the two answers.",
    ),
    Example(
        name="two tools of which candidates did the same",
        code="repeated-explanation",
        edits=(
            swap(
                POST,
                "Fed the pigeons and counted the ones that came back.",
                "Filed and found papers, and mended the labels.",
            ),
        ),
        path="data/tools/storage.yaml",
        at="candidate_did:",
        says=("the same words stand at data/tools/post.yaml:",),
        fix="say what is true of this one only.",
    ),
    Example(
        name="a role about which nobody asks anything",
        code="empty-page",
        edits=(swap(FAQS, "roles: [clerk, senior-clerk]", "roles: [clerk]"),),
        path="data/roles/senior-clerk.yaml",
        at=TOP,
        says=('no FAQ names "senior-clerk"', "docs/roles/senior-clerk/faq.md is empty."),
        fix="add an answer to data/faqs/senior-clerk.yaml,",
    ),
    Example(
        name="a category without a tool",
        code="empty-page",
        edits=(furnish,),
        path=VOCABULARIES,
        at="- id: furniture",
        says=("docs/tools/furniture.md is empty.",),
        fix="`handbook new tool ID --under furniture`, or remove the category.",
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_explanation_that_breaks_a_rule_is_reported(copy: Path, example: Example) -> None:
    """An answer, tool or term that breaks a rule is named with its line and a fix."""
    assert_found(copy, example)
