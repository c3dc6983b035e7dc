"""What Inspect AI finds through its entry point: tasks, scorer and offline models."""

from facelaw.interop.inspect_model import Offline
from facelaw.interop.inspect_tasks import TASKS, facelaw_scorer

__all__ = ["TASKS", "Offline", "facelaw_scorer"]
