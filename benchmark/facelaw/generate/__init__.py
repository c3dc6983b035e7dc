"""Generated cases: families that nobody has seen, from a seed, with derived gold."""

from facelaw.generate.family import family

__all__ = ["family"]
