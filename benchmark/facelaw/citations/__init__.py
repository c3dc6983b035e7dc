"""Citations: from the words of a text to the articles they mean, on a given day."""

from facelaw.citations.index import Index, Law, load
from facelaw.citations.resolve import Citation, Verdict, parse

__all__ = ["Citation", "Index", "Law", "Verdict", "load", "parse"]
