# mypy: disable-error-code="misc,untyped-decorator"
# pyright: basic, reportMissingImports=false
"""Reward functions through the packages they are made for; run by hand, each where it is installed.

    python -m tests.rewards.real_clients trl          # pip install trl torch msgspec
    python -m tests.rewards.real_clients verifiers    # pip install verifiers msgspec

TRL trains a made-up model of two layers for two steps; verifiers scores an episode. What they give
is compared with :func:`facelaw.reward`. test_functions.py makes the same calls in every run.
"""

from __future__ import annotations

import asyncio
import inspect
import sys
import tempfile
from typing import Any

import facelaw
from facelaw.interop.natural import from_key, written
from facelaw.rewards.functions import rubric, trl
from facelaw.rewards.items import dumps, loads
from facelaw.scoring import key as keys
from facelaw.scoring.item import Item


def items() -> list[Item]:
    """Return eight items of the train split."""
    asked = [item for item in keys.load().items if item.split == "train" and item.task == "claims"]
    return asked[:8]


def check_trl() -> None:
    """Train with GRPOTrainer on texts and on messages; what it logs is what the answers earn."""
    import datasets
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast
    from trl import GRPOConfig, GRPOTrainer

    torch.manual_seed(7)
    gold = {item.id: written(from_key(item, "zh")) for item in items()}
    letters = sorted({char for text in gold.values() for char in text})
    words = {char: at for at, char in enumerate(["<pad>", "<eos>", "<unk>", *letters])}
    made = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    told = "{% for m in messages %}{{ m.content }}{% endfor %}"
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", eos_token="<eos>", chat_template=told
    )
    seen: list[tuple[str, float]] = []
    ours = trl()

    def watched(prompts: list[Any], completions: list[Any], **columns: Any) -> list[float | None]:
        """Answer with gold for every second completion, and keep what was earned."""
        half = [
            gold[name] if at % 2 else completion
            for at, (name, completion) in enumerate(zip(columns["id"], completions, strict=True))
        ]
        earned = ours(prompts, half, **columns)
        seen.extend((text if isinstance(text, str) else text[-1]["content"], value or 0.0)
                    for text, value in zip(half, earned, strict=True))  # fmt: skip
        return earned

    for chat in (False, True):
        rows = [{"prompt": [{"role": "user", "content": "{"}] if chat else "{", "id": item.id,
                 "lang": "zh"} for item in items()]  # fmt: skip
        config = GPT2Config(vocab_size=len(words), n_layer=2, n_head=2, n_embd=16,
                            bos_token_id=1, eos_token_id=1)  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            trainer = GRPOTrainer(
                model=GPT2LMHeadModel(config), reward_funcs=[watched, trl("keys"), trl("quotes")],
                args=GRPOConfig(output_dir=folder, per_device_train_batch_size=4, num_generations=4,
                                max_completion_length=8, max_steps=2, report_to=[], use_cpu=True,
                                logging_steps=1, save_strategy="no"),
                train_dataset=datasets.Dataset.from_list(rows), processing_class=tokenizer,
            )  # fmt: skip
            trainer.train()
        logged = [entry for entry in trainer.state.log_history if "reward" in entry]
        assert logged and all(0 <= entry["reward"] <= 4 for entry in logged)
    assert any(value == 1 for _, value in seen) and any(value == 0 for _, value in seen)
    assert all(value == (text in gold.values()) for text, value in seen), seen
    sys.stdout.write(f"trl: {len(seen)} completions rewarded\n")


def check_verifiers() -> None:
    """Score through a Rubric where there is one (up to 0.2), else through a Task."""
    item = items()[0]
    outputs = ((written(from_key(item, "zh")), 1.0), ("null", 0.0))
    import verifiers

    if hasattr(verifiers, "Rubric"):
        asyncio.run(_rubric(verifiers.Rubric, item, outputs))
        return
    import verifiers.v1 as vf
    from verifiers.v1.graph import MessageNode
    from verifiers.v1.trace import AgentInfo, Trace, TraceTask

    class Data(vf.TaskData):
        item: str

    class Task(vf.Task[Data]):
        @vf.reward
        async def facelaw(self, trace: Any) -> float:
            return facelaw.reward(loads(self.data.item), trace.last_reply)

        @vf.metric
        async def parts(self, trace: Any) -> dict[str, float]:
            earned = facelaw.reward_parts(loads(self.data.item), trace.last_reply)
            return {name: value for name, value in earned._asdict().items() if value is not None}

    class Tasks(vf.Taskset[Task]):
        def load(self) -> Any:
            for item in items():
                yield Task(Data(name=item.id, prompt="……", item=dumps(item)), self.config.task)

    task = next(iter(Tasks(vf.TasksetConfig())))
    for text, expected in outputs:
        said = MessageNode(message=vf.AssistantMessage(content=text), sampled=True)
        about = TraceTask(type="Task", data=task.data, key=task.key, hash=task.hash)
        trace = Trace(task=about, agent=AgentInfo(config=vf.AgentConfig()), nodes=[said])
        asyncio.run(task.score(trace))
        assert trace.reward == expected, trace.rewards
        assert trace.metrics == {"right": expected, "keys": expected}, trace.metrics
    sys.stdout.write("verifiers.v1: a task's reward and metrics are ours\n")


async def _rubric(make: Any, item: Item, outputs: tuple[tuple[str, float], ...]) -> None:
    """Score two rollouts by a Rubric."""
    scorer = make(funcs=[rubric(), rubric("keys")], weights=[1.0, 0.0])
    for text, expected in outputs:
        state: dict[str, Any] = {"prompt": [{"role": "user", "content": "……"}], "task": "facelaw",
                 "completion": [{"role": "assistant", "content": text}], "info": {"id": item.id},
                 "timing": {"scoring_ms": 0.0, "total_ms": 0.0}}  # fmt: skip
        takes = len(inspect.signature(scorer.score_rollout).parameters)  # 0.1 takes a lock, too
        await scorer.score_rollout(*(state, asyncio.Semaphore(1))[:takes])
        assert state["reward"] == expected, state
        assert state["metrics"] == {"facelaw": expected, "facelaw_keys": expected}
    sys.stdout.write("verifiers: a rubric's rewards are ours\n")


if __name__ == "__main__":
    {"trl": check_trl, "verifiers": check_verifiers}[sys.argv[1]]()
