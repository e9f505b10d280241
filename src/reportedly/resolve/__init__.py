"""Is it the same person, the same case, the same text? The only room that knows the parts for comparing names."""

from reportedly.resolve.candidates import keys
from reportedly.resolve.identities import identities, open_identities
from reportedly.resolve.judging import judge
from reportedly.resolve.names import compare_names
from reportedly.resolve.people import judge_people
from reportedly.resolve.placing import place
from reportedly.resolve.reuse import reprints, sketch
from reportedly.resolve.spelling import fold

__all__ = ["compare_names", "fold", "identities", "judge", "judge_people", "keys", "open_identities", "place", "reprints", "sketch"]
