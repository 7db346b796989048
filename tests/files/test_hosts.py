"""What hosts are told: rules that cannot meet, for the path that the site stands under."""

from pathlib import Path

import pytest

from macros.files.hosts import write_for_hosts
from tests.hosts import answered, read_rules

_FILES = (
    *("index.html", "404.html", "roles/index.html", "embed/clerk/process/index.html", "feed.xml"),
    *("api/v1/pay.csv", "roles/clerk/job.md", "roles/clerk/feed.xml", "contributing/role.yaml"),
    *("assets/main.57a0d79d.min.css", "assets/base.css", "assets/deadbeef.css", "embed/embed.js"),
)
_FRAMES, _YEAR = "frame-ancestors 'self'", "public, max-age=31536000, immutable"
_AGAIN = "public, max-age=0, must-revalidate"


def _headers(site: Path, site_url: str) -> list[tuple[str, dict[str, str]]]:
    for name in _FILES:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("<head></head>")
    below = site_url.removeprefix("https://host.example").rstrip("/")
    (site / "_redirects").write_text(f"# Moved.\n{below}/old/ {below}/roles/#new 301\n")
    write_for_hosts(site, site_url)
    return read_rules((site / "_headers").read_text())


@pytest.mark.parametrize("below", ["", "/hand/book"])
def test_headers_of_each_kind_of_file(tmp_path: Path, below: str) -> None:
    """Pages stay out of foreign frames, embeds do not; only a name with a hash is kept."""
    rules = _headers(tmp_path, f"https://host.example{below}/")
    got = {f"/{name}": answered(rules, f"{below}/{name}") for name in _FILES}
    page, embed = got["/roles/index.html"], got["/embed/clerk/process/index.html"]

    assert page["Content-Security-Policy"].endswith(_FRAMES)
    assert embed["Content-Security-Policy"] in page["Content-Security-Policy"]
    assert "frame" not in embed["Content-Security-Policy"].replace("frame-src 'self'", "")
    assert page["Cache-Control"] == embed["Cache-Control"] == _AGAIN
    assert [name for name in got if got[name].get("Cache-Control") == _YEAR] == [
        "/assets/main.57a0d79d.min.css"
    ]
    assert {got[name]["X-Content-Type-Options"] for name in got} == {"nosniff"}
    assert got["/api/v1/pay.csv"]["Content-Type"] == "text/csv; charset=utf-8"
    assert got["/roles/clerk/job.md"]["Content-Type"] == "text/markdown; charset=utf-8"
    assert got["/feed.xml"]["Content-Type"] == "application/atom+xml"
    assert got["/roles/clerk/feed.xml"]["Content-Type"] == "application/atom+xml"


def test_only_a_site_with_a_host_of_its_own_speaks_for_the_host(tmp_path: Path) -> None:
    """Below a path others live there too, and may have no certificate."""
    strict = "Strict-Transport-Security"
    alone, beside = "https://host.example/", "https://host.example/hand/book/"

    assert strict in answered(_headers(tmp_path, alone), "/roles/")
    assert strict not in answered(_headers(tmp_path, beside), "/hand/book/roles/")
    assert strict not in (tmp_path / "_nginx").read_text()


def test_rules_below_a_path_leave_the_rest_of_the_host_alone(tmp_path: Path) -> None:
    """Another site of the host gets none of our headers."""
    rules = _headers(tmp_path, "https://host.example/hand/book/")

    assert answered(rules, "/") == answered(rules, "/roles/") == answered(rules, "/x.csv") == {}


def test_nginx_gets_the_redirects(tmp_path: Path) -> None:
    """With what the address says behind its question mark, before the anchor."""
    _headers(tmp_path, "https://host.example/hand/book/")
    text = (tmp_path / "_nginx").read_text()

    rule = '"/hand/book/old/" { return 301 "/hand/book/roles/$is_args$args#new"; }'
    assert f"location = {rule}" in text
