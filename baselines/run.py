"""Running baselines over a release: ``python -m baselines.run`` writes their predictions.

A baseline sees of the test split what a model sees, and learns from the train split alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baselines import BASELINES, make
from baselines.decisions import answer, decisions, gold_labels, narratives
from facelaw import _paths
from facelaw.interop.predictions import structured, write
from facelaw.report import explorer
from facelaw.scoring import key as keys
from facelaw.scoring.run_info import RunInfo

if TYPE_CHECKING:
    from baselines.facts_then_law import Reading

DERIVED = ("facts-then-law", "oracle-facts")
"""Baselines that go through the law model; they need the sources and the solver."""


def predict(
    name: str, release: Path, lang: str = "zh", questions: Path | None = None
) -> list[dict[str, Any]]:
    """Return a baseline's prediction lines for every item of the test split.

    With ``questions`` the items come from another release: a baseline of the hand-written set
    answers a generated one, or the other way round. Tasks that its own release lacks are left out.

    Raises:
        ModuleNotFoundError: the baseline needs an extra that is not installed.
        DataError: the release cannot be read.
    """
    shown = explorer.read(release / "explorer.json")
    texts = narratives(shown, lang)
    all_items = list(keys.load(release / "key.jsonl").items)
    train = [item for item in all_items if item.split == "train"]
    if questions is not None:
        texts = {**texts, **narratives(explorer.read(questions / "explorer.json"), lang)}
        tasks = {item.task for item in train}
        all_items = [x for x in keys.load(questions / "key.jsonl").items if x.task in tasks]
    asked_in = f"{lang}.bare.a"
    rest = [x for x in all_items if x.split == "test" and asked_in in x.item_hashes]
    gold = gold_labels(train)
    known = list(decisions(train, texts, lang))
    model = make(name).fit(known, [gold[d.item, d.key] for d in known])
    asked = list(decisions(rest, texts, lang))
    chosen: dict[str, dict[str, str]] = {}
    for decision, label in zip(asked, model.predict(asked), strict=True):
        chosen.setdefault(decision.item, {})[decision.key] = label
    cite: Callable[[str], list[str]] | None = getattr(model, "cite", None)
    if cite is not None and shown.law:
        norms = shown.law.norms.values()
        gists = {n.place[lang]: n.gist[lang] for n in norms if n.role != "link"}
        getattr(model, "index")(gists)  # noqa: B009 - only those that cite have one
    lines: list[dict[str, Any]] = []
    for item in rest:
        articles: list[str] = []
        if cite is not None and item.answer_type == "argument":
            articles = cite(texts.get((item.family, item.variant), ""))
        lines.append(structured(item.id, answer(item, chosen[item.id], articles)))
    return lines


def derived_lines(
    oracle: bool, release: Path, lang: str = "zh", learned: Iterable[Reading] | None = None
) -> tuple[list[dict[str, Any]], str]:
    """Return the lines of facts-then-law, or with annotated facts of its oracle, and a note.

    Claims are derived; every other task is answered by the majority. The note tells how well
    the facts were read, in per cent of the stated facts of the test split. What is learned from
    may be given, for example the readings of generated families; by default it is the train split.

    Raises:
        ModuleNotFoundError: the extra ``build`` (the solver) is not installed.
    """
    from baselines.facts_then_law import FactsThenLaw, fact_scores, readings
    from facelaw.gold.families import load_derived
    from facelaw.law.derive import Engine
    from facelaw.law.load import shipped

    items = keys.load(release / "key.jsonl").items
    split = {item.family: item.split for item in items}
    families = load_derived()
    train = [v for v in families if split.get(v[0].family.id) == "train"]
    rest = [v for v in families if split.get(v[0].family.id) == "test"]
    model, note = FactsThenLaw(Engine(shipped()), lang), ""
    if not oracle:
        if learned is None:
            learned = [r for variants in train for d in variants for r in readings(d, lang)]
        model.learn(learned)
        scores = fact_scores(model, rest)
        note = "facts read: " + ", ".join(f"{k} {100 * v:.1f}" for k, v in scores.items())
    answers: dict[str, Any] = {}
    for variants in rest:
        for derived in variants:
            for option, derivation in derived.by_option.items():
                parts = (derived.family.id, derived.scenario.variant, "claims", option)
                name = ".".join(part for part in parts if part)
                if oracle:
                    answers[name] = {a: derivation.verdict(a) for a in derived.scenario.ask}
                else:
                    answers[name] = dict(model.verdicts(derived, option))
    lines = predict("majority", release, lang)
    return [structured(x["id"], answers.get(x["id"], x["answer"])) for x in lines], note


def main(argv: Sequence[str] | None = None) -> int:
    """Write the prediction files of the baselines named, or of all."""
    parser = argparse.ArgumentParser(prog="python -m baselines.run", description=__doc__)
    known = [*BASELINES, *DERIVED]
    parser.add_argument("names", nargs="*", choices=[*known, []], help="by default all")
    parser.add_argument("--release", type=Path, default=_paths.root() / "data" / "release")
    parser.add_argument("--asked", type=Path, help="another release to answer, with explorer.json")
    parser.add_argument("--out", type=Path, default=_paths.root() / "baselines" / "predictions")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    args = parser.parse_args(argv)
    version = keys.load((args.asked or args.release) / "key.jsonl").data_version
    for name in args.names or (BASELINES if args.asked else known):
        note = ""
        try:
            if name in DERIVED:
                lines, note = derived_lines(name == "oracle-facts", args.release, args.lang)
            else:
                lines = predict(name, args.release, args.lang, args.asked)
        except ModuleNotFoundError as error:
            print(
                f"{name}: skipped, {error}; pip install 'facelaw[embeddings,build]'",
                file=sys.stderr,
            )
            continue
        path = args.out / f"{name}.{args.lang}.jsonl"
        info = RunInfo(
            name, args.lang, "bare", "a", version, 0, provider="baseline", note=note or None
        )
        write(path, info, lines)
        print(f"{path}: {len(lines)} lines" + (f"; {note}" if note else ""), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
