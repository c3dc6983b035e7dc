"""The case horizon: the size of case file that is still got wholly right half the time.

Cases (:mod:`cases`) give a curve of success against the logarithm of size (:mod:`fit`); where it
crosses 50 and 80 % is a horizon, with the sizes that its band leaves open (:mod:`band`). Nothing
is told of sizes that were not run. :mod:`goodness` sets the curve beside what was observed,
:mod:`of_run` is one run, :mod:`pairs` two on the same cases, :mod:`together` several.
"""
