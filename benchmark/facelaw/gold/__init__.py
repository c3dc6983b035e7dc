"""Gold: what follows from each scenario's facts, checked against the verdicts stated by hand."""
