"""A set of generated families as a release: rows, key, proofs, each proof checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from facelaw.errors import DataError, Problem
from facelaw.generate.choose import engine
from facelaw.generate.family import family
from facelaw.generate.siblings import siblings
from facelaw.gold.altered import Amender
from facelaw.gold.derived import Derived, derive_family
from facelaw.gold.explorer import explorer
from facelaw.gold.families import family_files
from facelaw.gold.release import proof_lines
from facelaw.gold.rows import altered_rows, claims_rows
from facelaw.gold.vocabulary import shipped_terms
from facelaw.law.check_proof import check_proofs
from facelaw.release.rows import ItemRow, KeyRow, Release
from facelaw.release.splits import assign, links
from facelaw.report import explorer as report
from facelaw.report.content import Explorer
from facelaw.report.content import Family as Shown
from facelaw.scenarios.check_quotes import check_quotes
from facelaw.scenarios.check_terms import check_terms
from facelaw.scenarios.check_text import check_text
from facelaw.scenarios.family import Family, load_family


@dataclass(frozen=True)
class Asked:
    """Which families a set has: ``sizes`` or ``levels`` in turn, or each level in turn."""

    seed: str
    families: int
    levels: tuple[int, ...] = ()
    sizes: tuple[int, ...] = ()
    first: int = 0
    split: str = "test"
    altered: bool = False
    siblings: bool = False

    @property
    def command(self) -> str:
        """The command that writes the same set again."""
        words = ["facelaw generate", f"--seed {self.seed}"]
        words += ["--siblings"] if self.siblings else [f"--families {self.families}"]
        words += [f"--first {self.first}"] if self.first else []
        words += [f"--levels {_list(self.levels)}"] if self.levels else []
        words += [f"--sizes {_list(self.sizes)}"] if self.sizes else []
        words += [f"--split {self.split}"] if self.split != "test" else []
        words += ["--altered"] if self.altered else []
        return " ".join(words)

    def each(self) -> Iterator[tuple[int, int | None, int | None]]:
        """Yield index, level and size of each family.

        With sizes or levels, index i of the set is family i // n of its own size or level.
        """
        for at in range(self.first, self.first + self.families):
            if self.sizes:
                yield at // len(self.sizes), None, self.sizes[at % len(self.sizes)]
            elif self.levels:
                yield at // len(self.levels), self.levels[at % len(self.levels)], None
            else:
                yield at, None, None


@lru_cache(maxsize=1)
def amender() -> Amender:
    """Return the amendments of the project's law, with an engine for each."""
    return Amender.of(engine().law)


def _list(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))


def derived(asked: Asked) -> Iterator[list[Derived]]:
    """Yield each family of a set derived, the base first, every proof and every sum checked.

    Raises:
        DataError: a proof or an aggregate does not stand; no family is let through then.
    """
    each = (family(asked.seed, index, level, size) for index, level, size in asked.each())
    for found in siblings(tested(), asked.seed) if asked.siblings else each:
        made = derive_family(found, engine())
        problems = list(check(made))
        if problems:
            raise DataError(problems)
        yield made


def tested() -> dict[str, Family]:
    """Return the hand-written families of the test split, by id."""
    families = {path.stem: load_family(path, shipped_terms().scopes) for path in family_files()}
    split = assign(links(list(families.values())))
    return {name: found for name, found in families.items() if split[name] == "test"}


def check(made: Sequence[Derived]) -> Iterator[Problem]:
    """Yield what is wrong with a derived family.

    Every quote occurs once and states its value in both languages, figures come out of their
    rows when added up anew, and each proof is accepted by the checker that knows table and
    scenario alone.
    """
    found = made[0].family
    terms = shipped_terms()
    yield from check_terms(found, terms)
    yield from check_quotes(found, terms)
    yield from check_text(found)
    for d in made:
        for derivation in d.by_option.values():
            proofs = [derivation.proof(ask) for ask in d.scenario.ask]
            wrong = check_proofs(derivation.program, derivation.known, proofs)
            for ask, faults in zip(d.scenario.ask, wrong, strict=True):
                for fault in faults:
                    where = f"{found.id}.{d.scenario.variant}"
                    yield Problem(where, 0, ask, "a proof that the checker accepts", str(fault))


def release(
    families: Iterable[Sequence[Derived]],
    asked: Asked,
    version: str,
    released_on: str,
    extras: Collection[str] = (),
) -> Release:
    """Return derived families as a release.

    ``extras`` may name ``proofs`` (thirty times the size of the rest) and ``explorer`` (what
    ``facelaw report``, ``audit`` and the baselines read narratives from).

    Raises:
        DataError: a family does not stand.
    """
    items: list[ItemRow] = []
    keys: list[KeyRow] = []
    lines: list[bytes] = []
    shown: list[Shown] = []
    for made in families:
        pairs = [pair for d in made for pair in claims_rows(d, asked.split)]
        if asked.altered:
            pairs += altered_rows(list(made), amender(), asked.split)
        for key, own in pairs:
            keys.append(key)
            items += own
        lines += proof_lines([list(made)]) if "proofs" in extras else []
        if "explorer" in extras:
            shown += explorer([list(made)], ("claims",), asked.altered)
    files = {"proofs.jsonl": b"".join(lines)} if lines else {}
    files |= {"explorer.json": report.encode(Explorer(tuple(shown), None))} if shown else {}
    return Release(version, released_on, items, keys, files, asked.command)


def indices(asked: Asked, shards: int) -> Sequence[Asked]:
    """Return a set cut into parts of families that follow one another."""
    out: list[Asked] = []
    done = 0
    for shard in range(shards):
        count = (asked.families * (shard + 1)) // shards - done
        out.append(replace(asked, families=count, first=asked.first + done))
        done += count
    return out
