import pytest

from reportedly.lexicon.given_names import GivenName, given_names
from reportedly.resolve.spelling import one_given_name, words


@pytest.mark.parametrize("record", given_names(), ids=lambda record: record.forms[0])
def test_every_example_of_a_given_name_holds(record: GivenName) -> None:
    for left, right in record.yes:
        assert one_given_name(words(left)[0], words(right)[0]), (left, right)
    for left, right in record.no:
        assert not one_given_name(words(left)[0], words(right)[0]), (left, right)
