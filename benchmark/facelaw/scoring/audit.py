"""What is known of the errors in the gold: the figures of an audit, as the manifest holds them.

A perfect model gets no family wholly right whose gold is wrong, so what an audit found in the
gold is a ceiling on every score. ``facelaw agreement --residual`` works the figures out.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Count = Annotated[int, msgspec.Meta(ge=0)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]

CAVEAT = {
    "person": "readers and gold may still share a mistake",
    "language_model": "agreement among language models is consistency, not validity: readers and "
    "gold may share a mistake",
}
"""What the figures do not say, by who read."""


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """Gold read again by readers who saw neither it nor the facts it is derived from.

    Attributes:
        rounds: the rounds of reading.
        read_by: who read: persons, language models, or both.
        readers: how many there were.
        families: families of which a verdict was read.
        verdicts: verdicts read, each once.
        differing: of these, verdicts for which a reader said something else than gold.
        wrong: verdicts whose gold was found wrong when the difference was settled.
        mended: of the wrong ones, those that the gold has right by now.
        open: differing verdicts that nobody has settled; counted as wrong below.
        error: (wrong + open) / verdicts: what gold not yet read may be expected to have wrong.
        error_upper: upper end of its 95 % interval over families; None under 15 families.
        quartets: families of which every verdict of the core quartet was read.
        quartets_wrong: of these, families with a wrong or open one.
        ceiling: strict family accuracy of a model that makes no mistake, 1 - wrong / quartets;
            None where no quartet was read.
        ceiling_lower: its exact lower bound (Clopper and Pearson, one-sided 95 %).
    """

    rounds: tuple[str, ...]
    read_by: tuple[Literal["person", "language_model"], ...]
    readers: Count
    families: Count
    verdicts: Count
    differing: Count
    wrong: Count
    mended: Count
    open: Count
    error: Share
    error_upper: Share | None
    quartets: Count
    quartets_wrong: Count
    ceiling: Share | None
    ceiling_lower: Share | None

    @property
    def caveat(self) -> str:
        """What the figures do not say."""
        return CAVEAT["person" if "person" in self.read_by else "language_model"]


def lines(audit: Audit | None) -> list[str]:
    """Return the figures as sentences: the residual error, the ceiling, a caveat."""
    if audit is None or not audit.verdicts:
        return ["gold as audited: no blind reading of this release is on record"]
    bad = [f"{audit.wrong} found wrong" + (f" ({audit.mended} mended)" if audit.mended else "")]
    bad += [f"{audit.open} open"] if audit.open else []
    most = "" if audit.error_upper is None else f", at most {100 * audit.error_upper:.1f} %"
    out = [
        f"gold as audited: of {audit.verdicts:,} verdicts in {audit.families} families "
        f"{', '.join(bad)}: error {100 * audit.error:.1f} %{most}"
    ]
    if audit.ceiling is not None and audit.ceiling_lower is not None:
        out.append(
            f"ceiling it sets to strict family accuracy: {100 * audit.ceiling:.1f}, "
            f"at least {100 * audit.ceiling_lower:.1f}"
        )
    return [*out, audit.caveat]
