"""The page in headless Chromium: it works, logs nothing, and asks the network for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from facelaw.report.html import write
from tests.report.chromium import BINARY, Chromium, Page
from tests.report.sample import HOSTILE, sample

pytestmark = pytest.mark.skipif(not BINARY, reason="no Chromium on this machine")

TITLE = "document.querySelector('#detail h2').textContent"
ITEM = "document.querySelector('.item-id').textContent"
ROWS = "document.querySelectorAll('.row').length"
SHOWN = "document.querySelector('section.active').dataset.view"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    opened = Chromium(tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    write(path, sample())
    return path.as_uri()


@pytest.fixture
def page(browser: Chromium, address: str) -> Iterator[Page]:
    opened = Page(browser)
    opened.open(address)
    yield opened
    opened.run("localStorage.clear()")
    assert opened.complaints() == []
    assert {url.partition("#")[0] for url in opened.requests()} == {address}
    opened.close()


def item(page: Page, address: str, id: str) -> None:
    page.open(f"{address}#items/{quote(id)}")
    page.until(f"document.querySelector('.item-id') && {ITEM} === {id!r}")


def test_every_view_opens_by_its_number(page: Page) -> None:
    names = ["leaderboard", "breakdown", "calibration", "compare", "items", "law"]

    for number, name in enumerate(names, 1):
        page.press(str(number))
        page.until(f"{SHOWN} === {name!r}")


def test_keys_go_through_items_and_variants(page: Page) -> None:
    page.press("5")
    page.until(f"document.querySelector('.item-id') && {ITEM}.endsWith('v0.claims')")
    page.press("j")
    page.until(f"{ITEM}.includes('v0.argument')")
    page.press("ArrowRight")
    page.until(f"{ITEM}.includes('v1.argument')")
    page.press("ArrowLeft", "k")
    page.until(f"{ITEM}.endsWith('v0.claims')")
    page.press("Escape", "ArrowDown", "End")
    page.until(f"{ITEM}.includes('v1.bracket')")
    page.run("history.back()")
    page.until(f"{ITEM}.includes('v0.argument')")


def test_search_finds_words_of_the_narrative_in_both_languages(page: Page) -> None:
    page.press("/")
    page.until("document.activeElement.id === 'q' && document.querySelector('.row')")
    page.call("Input.insertText", text="抠去面部")
    page.until(f"{ROWS} === 13")
    page.run("document.getElementById('q').value = 'appraisal'; 0")
    page.run("document.getElementById('q').dispatchEvent(new Event('input'))")
    page.until(f"{ROWS} === 0 || {ROWS} === 2")
    page.run("document.getElementById('reset').click()")
    page.until(f"{ROWS} > 10")


def test_filters_narrow_the_list(page: Page) -> None:
    page.press("5")
    page.until("document.querySelector('[data-filter=task]')")
    page.run(
        "(() => { const s = document.querySelector('[data-filter=task]'); s.value = 'gaps';"
        " s.dispatchEvent(new Event('change')); })()"
    )

    page.until(f"{ROWS} === 1")


def test_a_pair_leads_to_the_items_where_the_two_differ(page: Page) -> None:
    page.press("4")
    page.until(f"{SHOWN} === 'compare'")
    page.run("document.querySelector('[data-pair]:not([hidden]) [data-versus]').click()")
    page.until(f"{SHOWN} === 'items' && document.querySelector('[data-filter=versus]')")

    assert page.run("document.querySelector('[data-filter=versus]').value") == "1"
    assert page.run(
        "[...document.querySelectorAll('.row .dots')].every(d =>"
        " d.children[0].className === 'o right' && d.children[1].className !== 'o right')"
    )


def test_hostile_answers_are_text(page: Page, address: str) -> None:
    item(page, address, "template-face-out.v0.claims")
    text = page.run("document.getElementById('detail').textContent")

    assert text.count(HOSTILE) >= 4
    assert "__proto__" in text
    assert page.run("window.hit") is None
    assert page.run("document.querySelectorAll('img, iframe, object, embed, base').length") == 0
    assert page.run("Object.prototype.x === undefined && ({}).established === undefined")


def test_evidence_is_marked_and_lights_up(page: Page, address: str) -> None:
    item(page, address, "template-face-out.v1.argument.A.personal_information.B")

    assert page.run("[...document.querySelectorAll('mark')].map(m => m.textContent)") == [
        "林某本人的脸，会员上传自拍后才替换",
        "用算法",
        "提取并比对了林某的面部特征点",
        "不能提交林某同意处理其面部信息的任何凭证",
        "未见丑化或者贬损",
    ]
    page.run("document.querySelector('.facts button').focus()")
    assert page.run("document.querySelectorAll('mark.lit').length") == 1


def test_contrast_marks_what_changed(page: Page, address: str) -> None:
    item(page, address, "template-face-out.v3.claims")

    assert page.run("[...document.querySelectorAll('#contrast del')].map(d => d.textContent)") == [
        "2022",
        "2022",
    ]
    assert page.run("[...document.querySelectorAll('#contrast ins')].map(d => d.textContent)") == [
        "2021",
        "2021",
    ]


def test_the_language_switch_changes_every_word(page: Page, address: str) -> None:
    item(page, address, "template-face-out.v0.claims")
    assert page.run(TITLE) == "去除原面部的换脸模板"
    page.press("l")
    page.until(f"{TITLE}.startsWith('A face-swap')")

    for view in "12346":
        page.press(view)
        seen = page.run(
            "document.querySelector('section.active h1').innerText +"
            " [...document.querySelectorAll('section.active h2')].map(h => h.innerText).join()"
        )
        assert not re.search(r"[\u4e00-\u9fff]", seen), seen
    assert page.run("document.documentElement.lang") == "en"


def test_the_theme_button_goes_round(page: Page) -> None:
    seen: set[str] = set()
    for _ in range(3):
        page.press("t")
        seen.add(page.run("getComputedStyle(document.body).backgroundColor"))

    assert len(seen) == 2


def test_the_law_opens_down_to_facts(page: Page, address: str) -> None:
    page.open(f"{address}#law/personal_information")
    page.until("document.querySelectorAll('.branch').length === 3")
    page.run("document.querySelectorAll('.norm details').forEach(d => { d.open = true; })")
    page.until("document.querySelectorAll('.norm .norm').length > 1")

    assert "PIPL" not in page.run("document.getElementById('tree').innerText")
    assert "提取面部特征" in page.run("document.getElementById('tree').innerText")


@pytest.mark.parametrize(
    "view", ["leaderboard", "breakdown", "calibration", "compare", "items", "law"]
)
def test_nothing_runs_over_the_edge_of_a_phone(browser: Chromium, address: str, view: str) -> None:
    page = Page(browser, 360, 740)
    page.open(f"{address}#{view}")
    page.until(f"{SHOWN} === {view!r}")

    assert page.run("document.documentElement.scrollWidth") <= 360
    page.close()


def test_a_phone_reads_one_item_and_goes_back(browser: Chromium, address: str) -> None:
    page = Page(browser, 360, 740)
    page.open(f"{address}#items")
    page.until("document.querySelector('.row')")
    page.run("document.querySelector('.row').click()")
    page.until(
        "document.querySelector('.item-head') && document.querySelector('.back').offsetWidth"
    )
    assert page.run("document.documentElement.scrollWidth") <= 360
    page.run("document.querySelector('.back').click()")
    page.until("document.querySelector('.finder').offsetWidth > 0")

    assert page.complaints() == []
    page.close()


def test_two_thousand_items_stay_light(browser: Chromium, tmp_path: Path) -> None:
    """What a large report costs: the file, the rows in the page, the time to the list."""
    path = tmp_path / "large.html"
    write(path, sample(copies=140))
    assert path.stat().st_size < 4_000_000

    page = Page(browser)
    page.open(path.as_uri() + "#items")
    page.until(f"{ROWS} > 5")
    page.run("document.getElementById('list').focus()")
    page.press("End")
    page.until(f"{ITEM}.includes('-139.v1.bracket')")

    assert page.run(ROWS) < 40
    assert page.run("document.getElementById('count').textContent").startswith("2,100")
    assert page.complaints() == []
    page.close()


def test_it_prints(page: Page, address: str) -> None:
    item(page, address, "template-face-out.v1.claims")
    page.call("Emulation.setEmulatedMedia", media="print")

    assert page.run("getComputedStyle(document.querySelector('.finder')).display") == "none"
    page.run("document.documentElement.dataset.theme = 'dark'; 0")
    assert page.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.run("dispatchEvent(new Event('beforeprint'))")
    assert page.run("document.querySelectorAll('#detail .panel > details:not([open])').length") == 0
    assert page.run("getComputedStyle(document.getElementById('detail')).overflowY") == "visible"
    assert len(page.call("Page.printToPDF")["data"]) > 20_000
