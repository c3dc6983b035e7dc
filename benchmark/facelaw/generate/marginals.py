"""How far a set is from what the plan aims at: shares and their distance from the targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from facelaw.generate.plan import plan
from facelaw.gold.derived import Derived
from facelaw.gold.size import size


@dataclass
class Marginals:
    """Counts over the families of a set; :meth:`add` them one by one."""

    counts: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])

    def add(self, made: Sequence[Derived]) -> None:
        """Count one derived family."""
        family = made[0].family
        base = {ask: made[0].main.verdict(ask) for ask in family.ask}
        self._count("stage", family.stage)
        self._count("level", str(family.level))
        self._count("steps", _band(size(made[0], family.ask)["steps"]))
        for d in made:
            verdicts = {ask: d.main.verdict(ask) for ask in family.ask}
            for ask, verdict in verdicts.items():
                self._count("verdict", verdict)
                self._count(f"verdict of {ask.split('.')[1]}", verdict)
            kind = d.scenario.kind
            if kind in ("gap", "date"):
                self._count("third", kind)
                self._count("moved", "yes" if verdicts != base else "no")
        for act in family.acts.values():
            self._count("acts begun", act.start[:4])

    def join(self, other: Marginals) -> None:
        """Add what was counted elsewhere."""
        for name, counts in other.counts.items():
            self.counts.setdefault(name, Counter()).update(counts)

    def _count(self, name: str, value: str) -> None:
        self.counts.setdefault(name, Counter())[value] += 1

    def shares(self, name: str) -> dict[str, float]:
        """Return the share of each value of a marginal."""
        counts = self.counts.get(name, Counter())
        total = sum(counts.values())
        return {value: n / total for value, n in sorted(counts.items())}

    def distances(self) -> dict[str, float]:
        """Return the total variation distance of each marginal that has a target, 0 to 1.

        The marginal of a claim's verdicts is held against that of all verdicts.
        """
        out: dict[str, float] = {}
        for name in self.counts:
            aimed = "verdict" if name.startswith("verdict of") else name
            if aimed in plan().targets:
                out[name] = distance(self.shares(name), plan().targets[aimed])
        return out

    def lines(self) -> list[str]:
        """Return the table that ``facelaw generate`` prints."""
        apart = self.distances()
        out = [f"{'marginal':<34}{'distance':>9}  shares"]
        for name in sorted(self.counts):
            shares = "  ".join(f"{value} {share:.0%}" for value, share in self.shares(name).items())
            far = f"{apart[name]:.2f}" if name in apart else ""
            out.append(f"{name:<34}{far:>9}  {shares}")
        return out


def distance(shares: Mapping[str, float], aimed: Mapping[str, float]) -> float:
    """Return half the sum of the differences between two distributions.

    >>> distance({"a": 0.5, "b": 0.5}, {"a": 1.0})
    0.5
    """
    names = {*shares, *aimed}
    return sum(abs(shares.get(name, 0.0) - aimed.get(name, 0.0)) for name in names) / 2


def _band(steps: int) -> str:
    """Return the octave that a size lies in, from its lower end."""
    low = 1
    while low * 2 <= steps:
        low *= 2
    return f"{low}+"
