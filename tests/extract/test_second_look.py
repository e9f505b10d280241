"""What the words around a cue say against a hit: duties, victims that a parser takes for the accused, words that are nobody's name."""

import pytest

from reportedly.model.parties import RoleName
from reportedly.model.text import Article
from reportedly.pipeline import read

BEFORE = "Port strike enters second week\n\nThe town was quiet on Friday as people talked about the news of the day.\n\n"


def accused(text: str) -> set[str]:
    return {person.name for person in read(Article("x", BEFORE + text, "0" * 64, "en")).people if person.named and person.role is RoleName.ACCUSED}


@pytest.mark.parametrize(
    "text",
    [
        "Those charged with investigating the attack are Dolen Mirabek and Tarek Orlo.",
        "Charged with keeping the peace are Dolen Mirabek and Tarek Orlo.",
        "The lawyers for the suspects are Dolen Mirabek, Tarek Orlo and Silas Quent. The suspects were charged on Monday.",
        "The judges who convicted the men were Dolen Mirabek, Tarek Orlo and Silas Quent.",
        "An arrest has been made in connection to the murder of 13-year-old Dolen Mirabek, a rising star.",
        "A man was arrested. Dolen Mirabek was discharged with minor injuries.",
        "A police vehicle forced the suspect SUV off the road. A man was arrested.",
        "The lab located male DNA (suspect Profile) left on the button. A man was charged with murder.",
        "He was also charged with assault, Criminal Mischief III for fence damage, and two counts of Criminal Trespass II.",
        "The defendant is one of 32 alleged members of the 8 Trey Crips and its affiliate who were named in an indictment.",
        "Woman, 29, charged in shooting at a sports bar",
    ],
)
def test_nobody_is_accused(text: str) -> None:
    assert accused(text) == set()


def test_an_address_beside_the_accused_is_nobody() -> None:
    assert accused("Tarek Orlo, 20 of 2111 Larch St was arrested for the shooting.") == {"Tarek Orlo"}
