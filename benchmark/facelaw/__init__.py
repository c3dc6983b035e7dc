"""facelaw: measuring whether a model can reason through China's law of AI face-swapping."""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, whose import would take as long as all of ``--help``
if TYPE_CHECKING:
    from facelaw.rewards import reward, reward_parts

__all__ = ["__version__", "reward", "reward_parts"]

__version__ = "0.2.0"


def __getattr__(name: str) -> object:
    """Import what is asked for by name; ``import facelaw`` alone imports nothing."""
    if name in __all__:
        from facelaw import rewards

        return getattr(rewards, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
