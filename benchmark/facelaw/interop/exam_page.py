"""The answer sheet as one self-contained HTML page: works offline, saves a file, sends nothing."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from string import Template

from facelaw.interop.exam import FORMAT, QUOTE, WORDS, Field, form, order
from facelaw.interop.prompts import PromptRow

_PAGE = Template("""<!doctype html>
<html lang="$lang">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
body { font: 16px/1.7 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff; }
section { border-top: 1px solid #bbb; padding: 1rem 0; }
pre { white-space: pre-wrap; font: inherit; }
fieldset { border: 0; margin: .4rem 0; padding: 0; }
legend { font-weight: 600; padding: 0; }
label { margin-right: 1rem; white-space: nowrap; }
input[type=text] { width: 100%; font: inherit; }
footer { position: sticky; bottom: 0; background: #fff; border-top: 1px solid #bbb;
  padding: .7rem 0; }
</style>
<h1>$title</h1>
<p>$lead $form</p>
<form id="sheet" data-format="$format">
<p><label>$person <input type="text" name="person" autocomplete="off"></label></p>
$questions
<footer><button>$save</button> <output></output> $done</footer>
</form>
<script>
"use strict";
const sheet = document.getElementById("sheet");
const store = "$format " + location.pathname;
function collect() {
  const answers = {};
  for (const section of sheet.querySelectorAll("section")) {
    const fields = {};
    for (const input of section.querySelectorAll("input")) {
      const name = input.dataset.field;
      const on = input.type === "text" ? input.value.trim() : input.checked && input.value;
      if (on) fields[name] = fields[name] ? fields[name] + ", " + on : on;
    }
    answers[section.dataset.id] = fields;
  }
  return { format: sheet.dataset.format, person: sheet.elements.person.value, answers };
}
function tell() {
  const all = Object.values(collect().answers);
  const filled = all.filter((fields) => Object.keys(fields).length).length;
  sheet.querySelector("output").value = filled + " / " + all.length;
}
function restore(kept) {
  sheet.elements.person.value = kept.person;
  for (const section of sheet.querySelectorAll("section")) {
    const fields = kept.answers[section.dataset.id] || {};
    for (const input of section.querySelectorAll("input")) {
      const value = fields[input.dataset.field] || "";
      if (input.type === "text") input.value = value;
      else input.checked = value.split(", ").includes(input.value);
    }
  }
}
sheet.addEventListener("input", () => {
  try { localStorage.setItem(store, JSON.stringify(collect())); } catch { /* saved by hand */ }
  tell();
});
sheet.addEventListener("submit", (event) => {
  event.preventDefault();
  const file = new Blob([JSON.stringify(collect(), null, 1)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "answers.json";
  link.click();
});
try {
  const kept = localStorage.getItem(store);
  if (kept) restore(JSON.parse(kept));
} catch { /* a fresh sheet */ }
tell();
</script>
</html>
""")


def html(rows: Iterable[PromptRow], lang: str, limit: int = 0) -> str:
    """Return the page; what it saves is read by :func:`facelaw.interop.exam.read`."""
    questions: list[str] = []
    for number, (custom_id, row) in enumerate(order(rows, limit), 1):
        fields = "\n".join(_field(custom_id, field, lang) for field in form(row))
        questions.append(
            f'<section data-id="{custom_id}"><h2>{number}</h2>'
            f"<pre>{escape(row.prompt.strip())}</pre>\n{fields}\n</section>"
        )
    words = {name: escape(text) for name, text in WORDS[lang].items()}
    return _PAGE.substitute(words, lang=lang, format=FORMAT, questions="\n".join(questions))


def _field(custom_id: str, field: Field, lang: str) -> str:
    """Return one field: radio buttons, boxes to tick, or a line to write on."""
    name, shown = escape(field.name, quote=True), _shown(field.name, lang)
    if not field.choices:
        return (
            f'<fieldset><legend>{shown}</legend><input type="text" data-field="{name}" '
            f'aria-label="{shown}"></fieldset>'
        )
    kind = "checkbox" if field.many else "radio"
    choices = "".join(
        f'<label><input type="{kind}" name="{custom_id} {name}" data-field="{name}" '
        f'value="{escape(choice, quote=True)}"> {escape(choice)}</label>'
        for choice in field.choices
    )
    return f"<fieldset><legend>{shown}</legend>{choices}</fieldset>"


def _shown(name: str, lang: str) -> str:
    """Return a field's heading."""
    words = WORDS[lang]
    if name.startswith(QUOTE):
        return f"{words['quote']} · {escape(name.removeprefix(QUOTE))}"
    return escape(words.get(name, name))
