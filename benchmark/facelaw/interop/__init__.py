"""Outside models: whatever interface a model sits behind, its answers come in as predictions.

``prompts`` reads what is asked, ``requests`` makes one request of it, ``endpoint`` and ``run``
ask a live model, ``batch`` and ``exam`` go through files, ``inspect_*`` and ``lm_eval`` through
other harnesses. Everything ends in the one prediction file that ``facelaw score`` reads.
"""
