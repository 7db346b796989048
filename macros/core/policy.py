"""What a page may load and run: the words of a Content-Security-Policy.

https://www.w3.org/TR/CSP3/. Pages run the site's own script files, and those inline scripts
whose hashes the policy names; nothing comes from elsewhere.
"""

import base64
import hashlib
from collections.abc import Iterable

#: What a page may take from the site itself.
_OWN = ("style", "font", "connect", "worker", "manifest", "frame")


def policy_of(scripts: Iterable[str] = ()) -> str:
    """The policy of a page with these inline scripts. Drawings in stylesheets are data: images."""
    hashes = "".join(f" '{digest}'" for digest in sorted(map(_digest, scripts)))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self'{hashes}",
            *(f"{part}-src 'self'" for part in _OWN),
            "img-src 'self' data:",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def _digest(script: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
