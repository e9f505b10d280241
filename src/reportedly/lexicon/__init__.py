"""What is known about how cases are told, as data, and the code that loads it."""
