"""News sites on loopback for tests: a world of invented cases, the server that tells of it, and readers and clocks to follow it with."""
