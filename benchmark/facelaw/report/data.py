"""What a report shows, as frozen dataclasses: the boundary between scoring and the page.

``ReportData`` is complete in itself: rendering it reads no file but the templates. Every
number is a share between 0 and 1 unless its :class:`Measure` says otherwise. ``Text`` is the
same words under ``zh`` and ``en``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from facelaw.report.content import Family, LawPicture

Text = Mapping[str, str]


@dataclass(frozen=True)
class Measure:
    """One measure: ``unit`` is ``share`` (printed in percent) or ``number``."""

    id: str
    name: Text
    about: Text = field(default_factory=dict[str, str])
    unit: str = "share"
    better: str = "higher"  # higher | lower


@dataclass(frozen=True)
class Estimate:
    """A point with its 95 % interval over ``families``; no interval where they are too few."""

    point: float
    lo: float | None = None
    hi: float | None = None
    families: int = 0
    items: int = 0


@dataclass(frozen=True)
class Run:
    """One run as the leaderboard shows it; ``id`` is unique in the report and short.

    ``estimates`` is by measure id; ``expected`` is the strict figure if verdicts were
    independent; ``rank`` the range of ranks that the paired tests leave open; ``statuses``
    counts items by how they ended (answered, abstained, refused, …).
    """

    id: str
    model: str
    signature: str
    lang: str = "zh"
    condition: str = "bare"
    template: str = "a"
    budget: int = 0
    baseline: bool = False
    estimates: Mapping[str, Estimate] = field(default_factory=dict[str, Estimate])
    expected: float | None = None
    rank: tuple[int, int] | None = None
    statuses: Mapping[str, int] = field(default_factory=dict[str, int])
    refused: Mapping[str, int] = field(default_factory=dict[str, int])
    tokens: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One row of a table: a task, a level, a theme; ``cells`` by run id."""

    label: Text
    cells: Mapping[str, Estimate]


@dataclass(frozen=True)
class Table:
    """A table of lines by runs, for one measure."""

    id: str
    title: Text
    measure: str
    lines: tuple[Line, ...]
    note: Text = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Bin:
    """One bin of a reliability curve: mean confidence, share right, interval, answers."""

    confidence: float
    right: float
    lo: float | None
    hi: float | None
    count: int


@dataclass(frozen=True)
class Calibration:
    """How far a run's stated confidence can be trusted.

    ``curve`` is risk–coverage: (share of items answered, share of those wrong), by falling
    confidence. ``null`` is the calibration error that a calibrated model would get here.
    """

    run: str
    bins: tuple[Bin, ...]
    curve: tuple[tuple[float, float], ...] = ()
    brier: float | None = None
    error: float | None = None
    null: float | None = None
    abstained: float = 0.0


@dataclass(frozen=True)
class Difference:
    """Run ``a`` minus run ``b`` in one measure, paired by family; ``p`` corrected.

    ``alike``: the runs agree in every family, and ``hi`` is how far a true difference could go.
    """

    measure: str
    point: float
    lo: float | None = None
    hi: float | None = None
    p: float | None = None
    smallest: float | None = None
    alike: bool = False


@dataclass(frozen=True)
class Pair:
    """Two runs compared; the first difference is in the primary measure."""

    a: str
    b: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Contrast:
    """One model under two values of one setting: ``first`` minus ``second``, names of runs.

    ``name`` is ``knowledge``, ``fact_finding``, ``memory``, ``language`` or ``wording``.
    """

    name: str
    model: str
    first: str
    second: str
    difference: Difference


@dataclass(frozen=True)
class Horizon:
    """The case horizon of a run.

    ``points`` are (size of file, share wholly right, lo, hi) a bin of sizes, ``curve`` the same
    along the fitted curve; lo and hi are None where families are few. ``told`` gives for each
    share its horizon and interval in figures, ``>226`` where that lies beyond the sizes run.
    """

    run: str
    points: tuple[tuple[float, float, float | None, float | None], ...]
    curve: tuple[tuple[float, float, float | None, float | None], ...] = ()
    told: tuple[tuple[float, str, str], ...] = ()
    unit: Text = field(default_factory=dict[str, str])
    families: int = 0
    tokens: float | None = None


@dataclass(frozen=True)
class Item:
    """One item with everything that is needed to judge an answer to it.

    ``keys`` are the keys of the answer, ``labels`` the codes a value may take; ``wordings``
    gives zh and en of every code. ``gold`` maps key to value (a set: code to ``yes``).
    ``argument`` is the proof written out.
    """

    id: str
    family: str
    variant: str
    task: str
    answer_type: str
    gold: Mapping[str, str]
    keys: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    wordings: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    target: str = ""
    option: str = ""
    split: str = "test"
    level: int = 1
    headline: bool = False
    themes: tuple[str, ...] = ()
    question: Text = field(default_factory=dict[str, str])
    argument: Text = field(default_factory=dict[str, str])
    proofs: tuple[tuple[str, ...], ...] = ()
    also: tuple[str, ...] = ()
    evidence: Mapping[str, Mapping[str, tuple[str, ...]]] = field(
        default_factory=dict[str, Mapping[str, tuple[str, ...]]]
    )


@dataclass(frozen=True)
class Attempt:
    """What one run answered to one item: hostile text until the page has set it as text.

    ``values`` is in the form of ``Item.gold``, ``wrong`` names its keys that are not right (two
    spellings of one sum are both right); ``right`` tells whether the whole answer is
    right; ``text`` is the raw output where the scorer had to read it; an article is given as
    it was cited and as the id it was read as, or ``""``.
    """

    run: str
    item: str
    status: str = "answered"
    right: bool = False
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    wrong: tuple[str, ...] = ()
    articles: tuple[tuple[str, str], ...] = ()
    quotes: Mapping[str, str] = field(default_factory=dict[str, str])
    confidence: float | None = None
    text: str = ""


@dataclass(frozen=True)
class ReportData:
    """Everything on the page. ``primary`` and ``headline`` are measure ids."""

    data_version: str
    code_version: str
    measures: tuple[Measure, ...]
    runs: tuple[Run, ...]
    headline: str = "strict"
    primary: str = "verdicts"
    tables: tuple[Table, ...] = ()
    calibrations: tuple[Calibration, ...] = ()
    pairs: tuple[Pair, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    horizons: tuple[Horizon, ...] = ()
    families: tuple[Family, ...] = ()
    items: tuple[Item, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    law: LawPicture | None = None
    notes: tuple[Text, ...] = ()
