"""From what reports tell and people decide to a case file."""
