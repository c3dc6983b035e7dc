"""Looking for shortcuts and leaks: what an answer can be had for without reading or law."""
