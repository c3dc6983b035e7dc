"""facelaw: measuring whether a model can reason through China's law of AI face-swapping."""

__version__ = "0.1.0"
