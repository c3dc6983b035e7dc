"""Citations: from the words of a text to the articles they mean, on a given day."""

from facelaw.citations.citation import Citation, Verdict
from facelaw.citations.hints import hint
from facelaw.citations.index import Index, Law, load
from facelaw.citations.resolve import parse

__all__ = ["Citation", "Index", "Law", "Verdict", "hint", "load", "parse"]
