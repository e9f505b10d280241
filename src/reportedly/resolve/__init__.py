"""Is it the same person, the same case, the same text? The only room that knows the parts for comparing names."""
