"""The case file in a real browser: narrow and wide, light and dark, printed, without scripts, by keyboard.

Two checks of others need what `make web-checks` brings: axe-core, and the Nu Html Checker.
"""

from __future__ import annotations

import base64
import html
import os
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path

import pytest

pytest.importorskip("aiohttp", reason="the extra `serve`, which brings aiohttp, is not installed")

import pypdfium2

import chromium
from casefile_page import written
from conftest import build_story
from export_story import STORY
from ondit.model import Story
from ondit.whole import WholeStory

CHECKS = (
    Path(os.environ.get("ONDIT_WEB_CHECKS", Path(__file__).parents[1] / ".venv" / "web")) / "node_modules"
)
AXE = CHECKS / "axe-core" / "axe.min.js"
NU = CHECKS / "vnu-jar" / "build" / "dist" / "vnu.jar"
WIDTHS, SCHEMES = (1280, 390), ("light", "dark")

needs_chromium = pytest.mark.skipif(chromium.PROGRAM is None, reason="there is no Chromium here")
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="there is no axe-core here: make web-checks")
needs_nu = pytest.mark.skipif(
    not NU.is_file() or shutil.which("java") is None,
    reason="there is no Nu Html Checker here, or no Java: make web-checks",
)


@pytest.fixture(scope="module")
def places(sample: Story, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the case files that are looked at."""
    folder = tmp_path_factory.mktemp("cases")
    stories = {
        "sample": sample,
        "hostile": STORY,
        "small": build_story(),
        "empty": Story(),
    }
    for name, story in stories.items():
        (folder / f"{name}.html").write_text(written(WholeStory(story))[0], encoding="utf-8")
    return {name: folder / f"{name}.html" for name in stories}


@pytest.fixture
async def page(browser: str) -> AsyncIterator[chromium.Page]:
    async with chromium.page(browser) as opened:
        yield opened


async def look(page: chromium.Page, place: Path, width: int = 1280, scheme: str = "light") -> None:
    """Open a page in a window of a width, by a reader who likes it light or dark."""
    await page.tell(
        "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
    )
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    await page.tell("Emulation.setEmulatedMedia", media="screen", features=features)
    await page.open(place.as_uri())


@needs_chromium
async def test_nothing_scrolls_sideways_in_a_wide_and_in_a_narrow_window(
    page: chromium.Page, places: dict[str, Path]
) -> None:
    for name, (width, scheme) in product(places, zip(WIDTHS, SCHEMES, strict=True)):
        await look(page, places[name], width, scheme)
        widths = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        scrolled, seen = await page.run(widths)
        assert scrolled <= seen <= width, (name, width, scheme)
        shown = await page.run(
            "[...document.querySelectorAll('figure > svg')].map((one) => getComputedStyle(one).display)"
        )
        assert shown in ([], ["block", "none"] if width > 700 else ["none", "block"])
    assert page.complaints == []
    assert all(address.startswith("file:") for address in page.asked)


@needs_chromium
async def test_both_schemes_have_their_own_ground(page: chromium.Page, places: dict[str, Path]) -> None:
    grounds = []
    for scheme in SCHEMES:
        await look(page, places["small"], 1280, scheme)
        grounds.append(await page.run("getComputedStyle(document.documentElement).backgroundColor"))
    light, dark = (sum(int(part) for part in re.findall(r"\d+", one)[:3]) for one in grounds)
    assert light > 700
    assert dark < 100


@needs_chromium
async def test_without_scripts_all_is_there_and_nothing_that_would_need_one(
    page: chromium.Page, places: dict[str, Path]
) -> None:
    await page.tell("Emulation.setScriptExecutionDisabled", value=True)
    await look(page, places["sample"])
    await page.tell("Emulation.setScriptExecutionDisabled", value=False)
    closed = "[...document.querySelectorAll('details')].filter((one) => !one.open).length"
    assert await page.run(closed) == 0
    for control in ("#filter", ".compare"):
        shown = f"[...document.querySelectorAll('{control}')].some((one) => one.getClientRects().length)"
        assert await page.run(shown) is False
    assert page.complaints == []


@needs_chromium
async def test_slash_filters_by_words_and_escape_shows_all_again(
    page: chromium.Page, places: dict[str, Path]
) -> None:
    await look(page, places["small"])
    items = "document.querySelectorAll('.item:not([hidden])').length"
    everything = await page.run(items)
    await page.press("/")
    assert await page.run("document.activeElement.id") == "find"
    for letter in "halden talks":
        await page.press(letter)
    await page.until(f"{items} < {everything}")
    texts = await page.run(
        "[...document.querySelectorAll('.item:not([hidden])')].map((one) => one.textContent.toLowerCase())"
    )
    assert texts
    assert all("halden" in text and "talks" in text for text in texts)
    told = await page.run("document.getElementById('found').textContent")
    assert told == f"{len(texts)} of {everything} shown"
    await page.strike("Escape", 27)
    await page.until(f"{items} === {everything}")
    assert await page.run("document.getElementById('found').textContent") == ""


CHOOSE = """(([name, value]) => {
    const field = document.getElementById(name);
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
})(["%s", "%s"])"""


@needs_chromium
async def test_kinds_and_outlets_filter_and_a_link_to_what_is_hidden_shows_it(
    page: chromium.Page, places: dict[str, Path]
) -> None:
    await look(page, places["small"])
    await page.run(CHOOSE % ("kind", "rumour"))
    kinds = "[...document.querySelectorAll('[data-kind]:not([hidden])')].map((one) => one.dataset.kind)"
    assert set(await page.run(kinds)) == {"rumour"}
    hidden = await page.run("document.querySelector('.claim[hidden]').id")
    await page.run(f"location.hash = '#{hidden}'")
    await page.until(f"!document.getElementById('{hidden}').hidden")
    await page.run(CHOOSE % ("outlet", "1"))
    shown = "[...document.querySelectorAll('.item:not([hidden])')]"
    outlets = f"{shown}.map((one) => one.dataset.outlets.trim().split(' '))"
    assert all("1" in one for one in await page.run(outlets))
    await page.run("document.querySelector('#filter button').click()")
    await page.until("!document.querySelector('.item[hidden]')")


LAWS = r"""(() => {
  const words = (text) => (text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).join(" ").toLowerCase();
  const without = (place, what) => {
    const copy = place.cloneNode(true);
    copy.querySelectorAll(what).forEach((one) => one.remove());
    return words(copy.textContent);
  };
  const broken = [];
  let compared = 0;
  for (const wording of document.querySelectorAll(".wording")) {
    const select = wording.querySelector("select");
    if (!select) continue;
    const places = [...wording.querySelectorAll(".words")];
    const own = places.map((one) => without(one, "del, .m, .gap"));
    const before = wording.innerHTML;
    const html = () => places.map((one) => one.innerHTML).join();
    const first = html();
    for (const option of [...select.options].slice(1)) {
      select.value = option.value;
      select.dispatchEvent(new Event("change"));
      places.forEach((place, at) => {
        compared++;
        if (without(place, "del, .m, .gap") !== own[at]) broken.push(["variant", place.textContent]);
        if (without(place, "ins, .m") !== own[option.value]) broken.push(["base", place.textContent]);
        if (String(at) === option.value && place.querySelector("ins, del")) broken.push(["self", at]);
      });
    }
    select.value = "";
    select.dispatchEvent(new Event("change"));
    if (html() !== first) broken.push(["back", before]);
  }
  return [compared, broken];
})()"""


@needs_chromium
async def test_a_variant_can_be_compared_with_any_other(page: chromium.Page, places: dict[str, Path]) -> None:
    for name, least in (("sample", 100), ("hostile", 4), ("small", 9)):
        await look(page, places[name])
        compared, broken = await page.run(LAWS)
        assert broken == []
        assert compared >= least


@needs_chromium
async def test_the_keyboard_gets_everywhere_and_sees_where_it_is(
    page: chromium.Page, places: dict[str, Path]
) -> None:
    await look(page, places["small"])
    await page.strike("Tab", 9)
    assert await page.run("document.activeElement.className") == "skip"
    assert await page.run("document.activeElement.getBoundingClientRect().left >= 0")
    reached = set()
    for _ in range(400):
        await page.strike("Tab", 9)
        where, outline = await page.run(
            "((one) => [one.outerHTML.slice(0, 80), getComputedStyle(one).outlineStyle])"
            "(document.activeElement)"
        )
        if where.startswith("<body"):
            break
        assert outline != "none", where
        reached.add(where)
    focusable = "a[href], input, select, button, summary, [tabindex='0']"
    all_of_them = await page.run(
        f'[...document.querySelectorAll("{focusable}")].filter((one) => one.getClientRects().length'
        " && one.className !== 'skip' && !one.closest('details:not([open]) > :not(summary)'))"
        ".map((one) => one.outerHTML.slice(0, 80))"
    )
    assert reached >= set(all_of_them)


@needs_chromium
async def test_print_opens_what_is_folded_and_prints_addresses(
    page: chromium.Page, places: dict[str, Path]
) -> None:
    await look(page, places["sample"])
    await page.tell("Emulation.setEmulatedMedia", media="", features=[])
    given = await page.tell("Page.printToPDF", printBackground=False, preferCSSPageSize=True)
    document = pypdfium2.PdfDocument(base64.b64decode(given["data"]))
    try:
        pages = [one.get_textpage().get_text_range() for one in document]
    finally:
        document.close()
    text = re.sub(r"\s+", "", "".join(pages))
    addresses = re.findall(r'href="(https:[^"]+)"', places["sample"].read_text("utf-8"))
    assert addresses
    for address in addresses:
        assert html.unescape(address) in text
    for words in ("Decidingwords:", "Thepictureasatable", "Whichcomesfromwhich"):
        assert words in text
    assert "press/totype" not in text
    assert "Claimsovertime" in re.sub(r"\s", "", pages[0])
    assert all(re.search(rf"{number} / {len(pages)}", one) for number, one in enumerate(pages, 1))


@needs_chromium
@needs_axe
@pytest.mark.parametrize(("width", "scheme"), list(product(WIDTHS, SCHEMES)))
async def test_an_accessibility_checker_finds_nothing_wrong(
    page: chromium.Page, places: dict[str, Path], width: int, scheme: str
) -> None:
    for name in ("small", "hostile", "empty"):
        await look(page, places[name], width, scheme)
        await page.run(AXE.read_text(encoding="utf-8") + "\n;0")
        found = await page.run(
            "axe.run(document, { resultTypes: ['violations'] }).then((found) => [found.passes.length,"
            " found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)])])"
        )
        assert found[1] == [], (name, width, scheme)
        assert found[0] > 10


@needs_nu
def test_the_nu_html_checker_finds_no_error(places: dict[str, Path]) -> None:
    files = [str(place) for place in places.values()]
    done = subprocess.run(
        ["java", "-jar", str(NU), "--errors-only", "--format", "text", *files],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
