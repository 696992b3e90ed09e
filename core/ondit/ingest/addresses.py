"""Web addresses: which of them mean the same page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_TRACKING = re.compile(
    r"(?:utm_\w+|at_\w+|(?:fb|g|y|d|tt|tw)clid|gclsrc|[gw]braid|msclkid|igshid|mc_[ce]id|_ga|cmpid|ocid|ito"
    r"|smid|ref_src|spm|guccounter|guce_\w+|__twitter_impression)",
    re.IGNORECASE,
)
_DEFAULT_PORTS = (":80", ":443")


def canonical(url: str) -> str:
    """Return what an address has in common with the others of its page.

    Rule: host in lower case less `www.` and the usual ports, path less a closing slash, query less what only
    tells how a reader came there; scheme, user and fragment do not count, but for a fragment that is a path
    itself ("#!/volt", "#/volt").

    Catches "http://www.Harbour.example/volt/?utm_source=feed#top" as "harbour.example/volt". Must not take
    "/story?id=1" and "/story?id=2" for one. Known failures: pages with an address for telephones ("m.",
    "/amp") stay apart; the order of a query counts. What is no address comes back in lower case.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.lower()
    host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    for port in _DEFAULT_PORTS:
        host = host.removesuffix(port)
    query = "&".join(
        datum
        for datum in parts.query.split("&")
        if datum and not _TRACKING.fullmatch(datum.partition("=")[0])
    )
    page = host + parts.path.rstrip("/")
    route = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return page + (f"?{query}" if query else "") + (f"#{route}" if route else "")
