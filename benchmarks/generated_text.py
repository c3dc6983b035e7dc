"""How varied are generated narratives beside the hand-written ones?

For each hand-written family one generated family of its level, told in as many characters: the
longer of the two base texts is cut to the length of the shorter, so that equal numbers of texts
of equal length are compared. distinct-n is the share of different n-grams among all (Li et al.
2016), self-BLEU the mean BLEU-4 of each text against all others of its set (Zhu et al. 2018):
characters in zh, words in en. Among generated families strands recur by design, as they do in
any set that is larger than its strands are many.

    python benchmarks/generated_text.py --draws 5
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmark"))

from facelaw.generate.family import family
from facelaw.gold.families import family_files
from facelaw.gold.vocabulary import shipped_terms
from facelaw.scenarios.family import load_family

Tokens = list[str]


def tokens(text: str, lang: str) -> Tokens:
    """Return the characters of zh without spaces, the lower-case words of en."""
    return list(re.sub(r"\s", "", text)) if lang == "zh" else re.findall(r"\w+", text.lower())


def grams(text: Tokens, n: int) -> Counter[tuple[str, ...]]:
    """Return how often each run of n tokens occurs."""
    return Counter(zip(*(text[i:] for i in range(n)), strict=False))


def distinct(texts: Sequence[Tokens], n: int) -> float:
    """Return per cent of different n-grams among all of a set."""
    counts: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        counts.update(grams(text, n))
    return 100 * len(counts) / sum(counts.values())


def self_bleu(texts: Sequence[Tokens]) -> float:
    """Return the mean BLEU-4 of each text against the others, in per cent."""
    from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu

    smooth = SmoothingFunction().method1
    scores = [
        sentence_bleu([*texts[:at], *texts[at + 1 :]], text, smoothing_function=smooth)
        for at, text in enumerate(texts)
    ]
    return 100 * statistics.mean(scores)


def pairs(seed: str, lang: str) -> tuple[list[Tokens], list[Tokens]]:
    """Return hand-written and generated base texts, pairwise of one level and one length."""
    scopes = shipped_terms().scopes
    ours: list[Tokens] = []
    made: list[Tokens] = []
    for at, path in enumerate(family_files()):
        hand = load_family(path, scopes)
        fresh = family(seed, at, level=hand.level)
        a, b = (tokens(f.scenario("v0").text(lang), lang) for f in (hand, fresh))
        size = min(len(a), len(b))
        ours.append(a[:size])
        made.append(b[:size])
    return ours, made


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--draws", type=int, default=5, help="generated sets; the range is told")
    args = parser.parse_args()
    print("| language | texts | measure | hand-written | generated |")
    print("| --- | ---: | --- | ---: | ---: |")
    for lang in ("zh", "en"):
        drawn = [pairs(f"text-{draw}", lang) for draw in range(args.draws)]
        measures = {f"distinct-{n}": (lambda some, n=n: distinct(some, n)) for n in (1, 2, 3)}
        for name, measure in (measures | {"self-BLEU": self_bleu}).items():
            cells: list[str] = []
            for side in (0, 1):
                found = [measure(pair[side]) for pair in drawn]
                mean = statistics.mean(found)
                cells.append(f"{mean:.1f} ({min(found):.1f}–{max(found):.1f})")
            print(f"| {lang} | {len(drawn[0][0])} | {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
