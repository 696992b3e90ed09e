"""See that no page of the built documentation asks another host for anything: `tools/check_site.py site`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ASKED = (
    re.compile(
        r"<(?:script|img|iframe|source|audio|video|embed)\b[^>]*\bsrc(?:set)?=[\"']?((?:https?:)?//[^\"'\s>]+)",
        re.I,
    ),
    re.compile(
        r"<link\b(?=[^>]*\brel=[\"']?(?:stylesheet|preload|preconnect|dns-prefetch|icon|manifest))[^>]*\bhref=[\"']?((?:https?:)?//[^\"'\s>]+)",
        re.I,
    ),
    re.compile(r"url\(\s*[\"']?((?:https?:)?//[^)\"']+)", re.I),
    re.compile(r"@import\s+[\"']((?:https?:)?//[^\"']+)", re.I),
)
"""What a browser asks for by itself to show a page or a style sheet; links are for a person to follow."""
LOADERS = re.compile(r"class=\"[^\"]*\b(?:mermaid|glightbox|pyodide)\b", re.I)
"""What the theme's script fetches a library for from elsewhere, where a page has one."""


def outside(folder: Path) -> list[str]:
    """Return what pages and style sheets below a folder ask of others, each with the file that does."""
    found = []
    for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.css")]):
        text = path.read_text("utf-8")
        asked = {address for pattern in ASKED for address in pattern.findall(text)}
        asked.update(part[0] for part in LOADERS.finditer(text))
        found += [f"{path.relative_to(folder)}: {address}" for address in sorted(asked)]
    return found


if __name__ == "__main__":
    site = Path(sys.argv[1])
    told = outside(site) if list(site.rglob("*.html")) else [f"{site}: no page is there"]
    sys.exit("\n".join(told) or None)
