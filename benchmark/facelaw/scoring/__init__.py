"""From raw model output to figures: read answers, grade them, sum them, say how sure they are.

``key`` is what the scorer knows of the items. ``answers`` reads one output, ``predictions`` a
file of them, ``grade`` compares an answer with the key. Everything after that works on sums per
family. Nothing here imports the solver or YAML.
"""
