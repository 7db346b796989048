"""The way through the site: a bar with a role's pages above each of them, and where to go next.

Both engines get them from the gate of a page's template (render/sandbox.py). What a candidate reads
offers nothing that is meant for interviewers.
"""

from macros.address.patterns import ROLE_PARTS, address_of
from macros.render.view import View

#: The name by which a rewritten page calls `page_begin`; no page may call it itself.
BEGIN = "page_begin"
_CANDIDATE = "candidate"
#: From a page to the next on the journey, then to what is related. A page stands for those below
#: it, and `{role}` for any role.
_WAYS = {
    "/roles/{role}/": ("/roles/{role}/job-description/", "/guides/which-level/", "/compare/"),
    "/roles/{role}/responsibilities/": ("/roles/{role}/job-description/", "/skills/"),
    "/roles/{role}/job-description/": (
        *("/check/", "/compose/?role={role}", "/guides/writing-the-advert/"),
    ),
    "/roles/{role}/interview/": (
        *("/roles/{role}/candidate/", "/kit/", "/guides/scoring-and-debrief/"),
    ),
    "/roles/{role}/tools/": ("/roles/{role}/search/", "/tools/"),
    "/roles/{role}/search/": ("/guides/recruiter-screen/", "/roles/{role}/job-description/"),
    "/roles/{role}/pay/": ("/law/pay-transparency/", "/guides/offer/"),
    "/roles/{role}/faq/": ("/roles/{role}/interview/", "/guides/"),
    "/roles/{role}/candidate/": ("/roles/{role}/responsibilities/",),
    "/roles/": ("/guides/which-level/", "/compare/"),
    "/compare/": ("/guides/which-level/", "/roles/"),
    "/compose/": ("/check/", "/guides/writing-the-advert/"),
    "/check/": ("/kit/", "/law/pay-transparency/"),
    "/questions/": ("/kit/", "/guides/structured-interviews/"),
    "/kit/": ("/guides/scoring-and-debrief/", "/guides/calibration/"),
    "/work-samples/": ("/guides/take-home/", "/questions/"),
    "/skills/": ("/questions/", "/roles/"),
    "/tools/": ("/compose/", "/glossary/"),
    "/glossary/": ("/tools/", "/skills/"),
    "/pay/": ("/law/pay-transparency/", "/guides/offer/"),
    "/law/": ("/check/", "/guides/writing-the-advert/"),
    "/linking/": ("/data/",),
    "/sources/": ("/guides/evidence/", "/data/"),
}
#: What a link to one of them says.
_SAYS = {
    "/roles/{role}/job-description/": "Copy the job description",
    "/roles/{role}/candidate/": "Send candidates what to expect",
    "/roles/{role}/search/": "Find people with search strings",
    "/roles/{role}/interview/": "Plan the interview",
    "/roles/{role}/responsibilities/": "Read what the job is, line by line",
    "/compose/?role={role}": "Fill it in for your company",
    "/check/": "Check your posting",
    "/compose/": "Compose a job description",
    "/compare/": "Compare two roles",
    "/roles/": "See all levels side by side",
    "/kit/": "Build an interview kit",
    "/questions/": "Find questions in the bank",
    "/skills/": "Look up a skill",
    "/tools/": "Look up a tool",
    "/glossary/": "Look up a word",
    "/data/": "Use the handbook as data",
    "/law/pay-transparency/": "See what pay a posting must state",
    "/guides/": "Read the guides",
    "/guides/which-level/": "Decide which level you need",
    "/guides/writing-the-advert/": "Write the job ad",
    "/guides/recruiter-screen/": "Hold the recruiter screen",
    "/guides/structured-interviews/": "Run a structured interview",
    "/guides/scoring-and-debrief/": "Score and debrief",
    "/guides/calibration/": "Practice scoring",
    "/guides/take-home/": "Decide on a take-home task",
    "/guides/offer/": "Make the offer",
    "/guides/evidence/": "Read what the evidence says",
}


def page_begin(view: View) -> str:
    """The bar with the pages of a role, above each but the overview, which lists them anyway."""
    role, here = view.front().get("role"), f"/{view.page_url()}"
    if not role or here == address_of("role", role) or _is_for_candidates(role, here):
        return ""
    parts = [(address_of("role", role), "Overview")]
    parts += [(address_of("role_part", role, slug), label) for slug, label, _ in ROLE_PARTS]
    return view.render("role_bar", role=view.handbook.find("role", role), parts=parts, here=here)


def ways_on(view: View) -> list[tuple[str, str]]:
    """Where a page leads: addresses and what they say, the next of the journey first."""
    role = view.front().get("role") or "{role}"
    here = f"/{view.page_url()}".replace(f"/roles/{role}/", "/roles/{role}/")
    page = max((page for page in _WAYS if here.startswith(page)), key=len, default="")
    if page == "/roles/" and here != page:
        return []
    return [(way.replace("{role}", role), _SAYS[way]) for way in _WAYS.get(page, ()) if way != here]


def _is_for_candidates(role: str, here: str) -> bool:
    return here.startswith(address_of("role_part", role, _CANDIDATE))
