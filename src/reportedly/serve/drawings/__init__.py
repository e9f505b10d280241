"""Drawings of a case: where each line, box and word stands. Templates turn them into SVG; nothing here knows HTML."""
