"""What annotators said: records kept as JSON lines, and how far they agree."""
