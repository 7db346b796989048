"""Macros of the page that says how to correct or add something."""

from macros.render.view import View

#: The issue forms of .github/ISSUE_TEMPLATE by file stem: what each is for.
FORMS = {
    "wrong-fact": "Something is wrong or out of date",
    "missing-answer": "Something is missing",
    "new-question": "A new interview question",
    "new-tool": "A new tool",
    "new-role": "A new role",
    "accessibility": "Something cannot be read or used",
}


def issue_forms(view: View) -> str:
    """Every issue form, or whom to tell when this copy knows no repository with forms."""
    forms = {label: view.repository.new_issue(form, label) for form, label in FORMS.items()}
    return view.render("issue_forms", forms=forms)


def missing_answer(view: View) -> str:
    """The form for what nobody found; the search puts its query into the address."""
    form = view.repository.new_issue("missing-answer", "Missing: QUERY", searched="QUERY")
    return view.render("missing_answer", form=form)


def source_grades(view: View) -> str:
    """How surely we know what a source says, grade by grade."""
    return view.render("source_grades", grades=view.handbook.vocabularies.verification)
