"""A proof as a short legal argument, zh or en: issue, rules, application, conclusion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from facelaw.law.derive import Derivation, Target
from facelaw.law.model import Fact, Norm
from facelaw.law.proof import Step, applied
from facelaw.law.wording import WORDS, Names, literal_words, norm_place


@dataclass(frozen=True)
class Line:
    """One sentence of an argument; ``depth`` nests it, ``facts`` are the inputs it rests on."""

    depth: int
    text: str
    facts: tuple[str, ...] = ()
    norm: str = ""


@dataclass(frozen=True)
class Argument:
    """A rendered argument; ``application`` reads from the conclusion down to the facts."""

    issue: str
    rules: tuple[str, ...]
    application: tuple[Line, ...]
    conclusion: str

    def __str__(self) -> str:
        """Return the argument as plain text, nested by two spaces."""
        lines = [self.issue, *(f"· {r}" for r in self.rules)]
        lines += ["  " * line.depth + line.text for line in self.application]
        return "\n".join([*lines, self.conclusion])


@dataclass
class Renderer:
    """Renders the proofs of one derivation in one language.

    ``names`` maps party ids to names, ``acts`` act ids to what the narrative calls them,
    ``quotes`` an input to its evidence.
    """

    derivation: Derivation
    lang: str
    names: Mapping[str, str]
    acts: Mapping[str, str] = field(default_factory=dict[str, str])
    quotes: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    _told: set[str] = field(default_factory=set[str])

    @property
    def words(self) -> Mapping[str, str]:
        """The fixed phrases of the language."""
        return WORDS[self.lang]

    def argument(self, ask: str) -> Argument:
        """Return the argument for one question."""
        d, w = self.derivation, self.words
        target = Target.parse(ask)
        claim = d.engine.law.claims[target.claim]
        proof = d.proof(ask)
        self._told = set()
        issue = w["issue"].format(self.fill(claim.asks[self.lang], target.left, target.right))
        rules = [self.rule(d.engine.law.norms[r.norm]) for r in applied(proof) if r.norm]
        rules = [r for r in dict.fromkeys(rules) if r]
        verdict = d.verdict(ask)
        lines = tuple(self.lines(proof, 0))
        conclusion = w[verdict].format(self.fill(claim.text[self.lang], target.left, target.right))
        if verdict == "undetermined":
            wording = [self.input_words(key) for key in d.deciding(ask)]
            conclusion += w["decides"].format(w["semicolon"].join(wording))
        return Argument(issue, tuple(rules), lines, conclusion)

    def rule(self, norm: Norm) -> str:
        """Return a norm's place and gist; empty for plumbing."""
        if norm.role == "link":
            return ""
        return f"{self.place(norm)}{self.words['colon']}{norm.gist[self.lang]}"

    def place(self, norm: Norm) -> str:
        """Return where a norm stands, as a lawyer writes it."""
        return norm_place(norm, self.lang)

    def fill(self, text: str, left: str, right: str) -> str:
        """Put names into ``{A}`` and ``{B}``."""
        return text.replace("{A}", self.name(left)).replace("{B}", self.name(right))

    def name(self, party: str) -> str:
        """Return a party's name; ``state`` is the prosecution."""
        return self.names.get(party, self.words.get(party, party))

    def input_words(self, key: str) -> str:
        """Return an input in words, with whose it is."""
        name, _, args = key.partition("@")
        if name.startswith("reading:"):
            return self.derivation.engine.law.readings[name[8:]].question[self.lang]
        fact: Fact = self.derivation.engine.law.facts[name]
        where = self.where(args)
        ask = fact.ask.get(self.lang) or fact.text[self.lang]
        return f"{ask}{where}"

    def where(self, args: str) -> str:
        """Return whose fact it is, in brackets, where that is not plain."""
        parts = [self.acts.get(a) or self.names.get(a, "") for a in args.split(":") if a]
        shown = [p for p in parts if p]
        w = self.words
        return w["open"] + w["comma"].join(shown) + w["close"] if shown else ""

    def lines(self, step: Step, depth: int) -> Iterator[Line]:
        """Yield a proof as nested sentences; each conclusion is argued once."""
        if step.kind == "applies" and step.rule:
            yield from self._applies(step, depth)
        elif step.kind == "none applies":
            yield from self._none(step, depth)
        elif step.kind == "by cases":
            yield Line(depth, self.words["cases"].format(self.says(step)))
            for literals, inner in step.cases:
                shown = self.words["semicolon"].join(self.literal(n, v) for n, v in literals[:1])
                yield Line(depth + 1, self.words["if"].format(shown))
                yield from self.lines(inner, depth + 2)
        elif step.kind == "undetermined":
            yield Line(depth, self.words["open point"].format(self.says(step, True)))
        elif step.kind == "impossible":
            yield Line(depth, self.words["impossible"])
        else:
            yield Line(depth, self.fact(step), (self._key(step.atom),))

    def _applies(self, step: Step, depth: int) -> Iterator[Line]:
        assert step.rule is not None
        norm = self.derivation.engine.law.norms.get(step.rule.norm)
        told = step.atom in self._told
        self._told.add(step.atom)
        plumbing = norm is None or norm.role == "link"
        if plumbing and len(step.because) == 1:
            yield from self.lines(step.because[0], depth)
            return
        dated = [s for s in step.because if self._dated(s.atom)]
        rest = [s for s in step.because if s not in dated and not self._silent(s)]
        text = self.says(step)
        if norm is not None and not plumbing:
            text = self.words["under"].format(self.place(norm), text)
        yield Line(
            depth, text + (self.words["above"] if told else ""), norm=norm.id if norm else ""
        )
        if not told:
            for s in rest:
                yield from self.lines(s, depth + 1)

    def _none(self, step: Step, depth: int) -> Iterator[Line]:
        told = step.atom in self._told
        self._told.add(step.atom)
        law = self.derivation.engine.law
        solo = len(step.failing) == 1 and self._plumbing(step.failing[0][0].norm)
        if solo and step.failing[0][1].kind != "fact":
            yield from self.lines(step.failing[0][1], depth)
            return
        yield Line(depth, self.says(step) + (self.words["above"] if told else ""))
        if told:
            return
        shown: set[tuple[str, str]] = set()
        silent: dict[str, None] = {}
        for rule, why in step.failing:
            if (rule.norm, why.atom) in shown:
                continue
            shown.add((rule.norm, why.atom))
            if self._silent(why) and not self._plumbing(rule.norm):
                silent[self.place(law.norms[rule.norm])] = None
                continue
            norm = law.norms.get(rule.norm)
            if norm is None or norm.role == "link":
                yield from self.lines(why, depth + 1)
                continue
            text = self.words["not under"].format(self.place(norm), self.reason(why))
            if (text, "") in shown:
                continue
            shown.add((text, ""))
            yield Line(depth + 1, text, self._facts(why), norm.id)
            if why.kind in ("none applies", "applies") and why.atom not in self._told:
                yield from self.lines(why, depth + 2)

        if silent:
            listed = self.words["comma"].join(silent)
            yield Line(depth + 1, self.words["silent"].format(listed))

    def _silent(self, step: Step) -> bool:
        """Whether a condition fails only because the narrative does not mention it."""
        key = self._key(step.atom)
        settings = self.derivation.settings
        return step.kind == "fact" and key in settings and settings[key].why == "silence"

    def _plumbing(self, norm: str) -> bool:
        found = self.derivation.engine.law.norms.get(norm)
        return found is None or found.role == "link"

    def _facts(self, step: Step) -> tuple[str, ...]:
        return (self._key(step.atom),) if step.kind in ("fact", "forced") else ()

    def _key(self, atom: str) -> str:
        return self.derivation.program.variable_of.get(atom, atom)

    def _dated(self, atom: str) -> bool:
        return self._key(atom).startswith(("act_from@", "act_until@", "procedure_on"))

    def reason(self, step: Step) -> str:
        """Return in words why a condition fails."""
        return self.fact(step) if step.kind in ("fact", "forced") else self.says(step)

    def says(self, step: Step, open_point: bool = False) -> str:
        """Return what a derived step says, in words."""
        name, _, args = step.atom.partition("@")
        conclusion = self.derivation.engine.law.conclusions.get(name)
        if conclusion is None:
            return step.atom
        left, right = Names(self.derivation.case.shape).of(conclusion.of, args)
        text = self.fill(conclusion.text[self.lang], left, right)
        return text if step.value or open_point else self.words["not"].format(text)

    def fact(self, step: Step) -> str:
        """Return what a fact says, with its evidence or why it counts as it does."""
        key = self._key(step.atom)
        setting = self.derivation.settings[key]
        text = self.literal(step.atom, bool(step.value))
        quotes = self.quotes.get(key, ())
        w = self.words
        if quotes:
            return text + w["quoted"].format(w["comma"].join(w["quote"].format(q) for q in quotes))
        return text + w.get("why " + setting.why, "")

    def literal(self, atom: str, value: bool) -> str:
        """Return one input atom with its truth value, in words."""
        key = self._key(atom)
        law, setting = self.derivation.engine.law, self.derivation.settings[key]
        return literal_words(law, self.lang, key, atom, value, setting.value) + (
            "" if self._dated(atom) else self.where(key.partition("@")[2])
        )
