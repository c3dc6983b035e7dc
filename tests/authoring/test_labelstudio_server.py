"""The same road with a real Label Studio; collected only where one is named (see conftest)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facelaw.gold.derived import Derived
from facelaw.interop.labelstudio_results import Reading, records
from facelaw.interop.labelstudio_tasks import bundle, reference
from tests.authoring.labelstudio import PASSWORD, Server, running
from tests.report.chromium import Chromium, Page


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    python = Path(os.environ["FACELAW_LABEL_STUDIO"])
    with running(python, tmp_path_factory.mktemp("label-studio")) as started:
        yield started


@pytest.fixture(scope="module")
def page(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    browser = Chromium(tmp_path_factory.mktemp("browser"))
    tab = Page(browser, 1400, 1100)
    tab.open(f"{server.base}/user/login/")
    tab.run(
        "document.querySelector('[name=email]').value = 'one@example.org';"
        f"document.querySelector('[name=password]').value = '{PASSWORD}';"
        "document.querySelector('form').submit(); 1"
    )
    tab.until("!location.pathname.startsWith('/user/login')")
    yield tab
    browser.close()


@pytest.mark.parametrize("kind", ["facts", "verdicts"])
def test_two_annotators_readings_come_back_as_they_went_out(
    server: Server, variants: list[Derived], kind: str
) -> None:
    shown = bundle(variants, kind, "zh")
    project = server.project(f"two read {kind}", shown.config, list(shown.tasks))
    address = {"email": f"{kind}@example.org", "username": kind, "password": "not-a-secret-1"}
    other = server.call("POST", "/api/users/", address)["id"]
    numbers = {task["data"]["ref"]: task["id"] for task in server.tasks(project)}
    for task in bundle(variants, kind, "zh", gold=True).tasks:
        results = task["predictions"][0]["result"]
        place = f"/api/tasks/{numbers[task['data']['ref']]}/annotations/"
        server.call("POST", place, {"result": results, "lead_time": 12.5})
        server.call("POST", place, {"result": results, "completed_by": other})

    found, problems, cancelled = records(server.export(project), variants, Reading("first"))

    assert not problems
    assert not cancelled
    assert len(found) == 2 * len(variants)
    assert {r["annotator"] for r in found} == {"person-1", f"person-{other}"}
    v0 = next(r for r in found if r["id"] == "pharmacy-poster.v0")
    if kind == "verdicts":
        assert {v["key"]: v["value"] for v in v0["verdicts"]}["A.name_right.B"] == "established"
    else:
        assert {f["key"]: f["value"] for f in v0["facts"]}["face_in_output@a1:A"] == "own"


def open_task(server: Server, page: Page, variants: list[Derived], kind: str) -> int:
    """Open the base's task in the browser; return the project."""
    shown = bundle(variants, kind, "zh")
    project = server.project(f"by hand: {kind}", shown.config, list(shown.tasks))
    wanted = reference(variants[0], "zh")
    number = next(t["id"] for t in server.tasks(project) if t["data"]["ref"] == wanted)
    page.open(f"{server.base}/projects/{project}/data?task={number}")
    page.until("[...document.querySelectorAll('button')].some(b => /Submit/.test(b.innerText))")
    page.run("new Promise(done => setTimeout(done, 3000))")  # it draws the task a second time
    return project


def submit(server: Server, page: Page, project: int) -> list[dict[str, Any]]:
    page.run(
        "[...document.querySelectorAll('button')].find(b => /Submit/.test(b.innerText)).click()"
    )
    for _ in range(100):
        export = server.export(project)
        if any(task["annotations"] for task in export):
            return export
        page.run("new Promise(done => setTimeout(done, 100))")
    raise AssertionError("nothing was submitted")


def test_verdicts_ticked_in_the_browser_are_stored_as_codes(
    server: Server, page: Page, variants: list[Derived]
) -> None:
    project = open_task(server, page, variants, "verdicts")
    ticked = page.run(
        """(() => {
            const shown = /^(成立|不成立|尚不能确定)/;
            const all = [...document.querySelectorAll('label')]
                .filter(l => shown.test(l.innerText) && l.querySelector('input'));
            [0, 5, 7].forEach(i => all[i].querySelector('input').click());
            return all.length;
        })()"""
    )

    (record,), problems, _ = records(submit(server, page, project), variants, Reading("first"))

    assert ticked == 9
    assert not problems
    assert {v["key"]: v["value"] for v in record["verdicts"]} == {
        "A.portrait_right.B": "established",
        "A.personal_information.B": "undetermined",
        "A.name_right.B": "not_established",
    }


def test_a_span_marked_in_the_browser_asks_for_its_own_values(
    server: Server, page: Page, variants: list[Derived]
) -> None:
    project = open_task(server, page, variants, "facts")
    page.until("document.querySelectorAll('.lsf-label').length > 10")
    page.run("document.querySelectorAll('.lsf-label')[0].click()")
    x, y, width = page.run(
        """(() => {
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            for (let node; node = walk.nextNode();) {
                const at = node.data.indexOf('脸是我的脸');
                if (at < 0 || node.parentElement.getBoundingClientRect().left < 350) continue;
                const range = document.createRange();
                range.setStart(node, at); range.setEnd(node, at + 5);
                const box = range.getBoundingClientRect();
                return [box.left, box.top + box.height / 2, box.width];
            }
        })()"""
    )
    drag = [("mousePressed", 1.0, 1), ("mouseMoved", width / 2, 1), ("mouseMoved", width - 1, 1)]
    click = [("mousePressed", width / 2, 1), ("mouseReleased", width / 2, 0)]
    for kind, across, held in [*drag, ("mouseReleased", width - 1, 0), *click]:
        page.call(
            "Input.dispatchMouseEvent",
            type=kind, x=x + across, y=y, button="left", clickCount=1, buttons=held,
        )  # fmt: skip
        page.run("new Promise(done => setTimeout(done, 300))")
    page.until("[...document.querySelectorAll('label')].some(l => l.innerText == '对方本人的脸')")
    page.run(
        "[...document.querySelectorAll('label')]"
        ".find(l => l.innerText == '对方本人的脸').querySelector('input').click()"
    )

    (record,), problems, _ = records(submit(server, page, project), variants, Reading("first"))

    assert not problems
    start = variants[0].scenario.text("zh").index("脸是我的脸")
    span = {"start": start, "end": start + 5, "text": "脸是我的脸"}
    assert record["facts"] == [{"key": "face_in_output@a1:A", "value": "own", "spans": [span]}]
