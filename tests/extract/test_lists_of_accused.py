"""Reports that tell of several people at once: all those whom the case concerns are accused, and nobody else."""

from datetime import date

import pytest

from reportedly.model.parties import RoleName
from reportedly.model.text import Article
from reportedly.pipeline import read


def accused(text: str) -> set[str]:
    reading = read(Article("x", text, "0" * 64, "en", published=date(2025, 4, 23)))
    return {person.name for person in reading.people if person.named and person.role is RoleName.ACCUSED}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Police in Larch have arrested six people over a land fraud ring. Among them are the former mayor of Norvik, Jon Dahl, his deputy "
            "Ana Belko and the businessman Tom Reed. Those detained also include a notary, Max Brandt.",
            {"Jon Dahl", "Ana Belko", "Tom Reed", "Max Brandt"},
        ),
        (
            "The five convicted on Friday are: Jon Dahl, a retired colonel; Ana Belko, his former secretary; Tom Reed, a banker; Max Brandt, "
            "a shipping agent; and Olaf Pirk. They had denied smuggling arms.",
            {"Jon Dahl", "Ana Belko", "Tom Reed", "Max Brandt", "Olaf Pirk"},
        ),
        (
            "The anti-graft agency said it had opened a case against the head of the state railway, Jon Dahl, and four others: Ana Belko, Tom Reed, "
            "Max Brandt, and Olaf Pirk.",
            {"Jon Dahl", "Ana Belko", "Tom Reed", "Max Brandt", "Olaf Pirk"},
        ),
        ("Singer Jon Dahl, footballer Tom Reed and model Ana Belko were granted bail in a fraud case.", {"Jon Dahl", "Tom Reed", "Ana Belko"}),
        (
            "Editor-in-chief Jon Dahl, reporters Ana Belko and Tom Reed and photographer Max Brandt were detained on Friday.",
            {"Jon Dahl", "Ana Belko", "Tom Reed", "Max Brandt"},
        ),
        ("Police arrested Jon Dahl, the brother of Olaf Pirk, and Tom Reed.", {"Jon Dahl", "Tom Reed"}),
        ("Police arrested Jon Dahl and Tom Reed, the lawyer Ana Belko said.", {"Jon Dahl", "Tom Reed"}),
        (
            "Jon Dahl was arrested on Friday along with Tom Reed. Witness Olaf Pirk told the mayor, Ana Belko, and a guard what he saw.",
            {"Jon Dahl", "Tom Reed"},
        ),
        ("Mayor Ana Belko praised Jon Dahl, a baker, and his sister Eva Dahl for pulling Tom Reed from the river. Police were there.", set()),
    ],
)
def test_whom_a_report_with_several_people_accuses(text: str, names: set[str]) -> None:
    assert accused(text) == names


def test_a_hearing_is_put_off_to_a_day() -> None:
    reading = read(
        Article(
            "x", "Jon Dahl was charged with theft. The case against Jon Dahl was adjourned to 5 May.", "0" * 64, "en", published=date(2025, 4, 23)
        )
    )
    assert date(2025, 5, 5) in {claim.when.earliest for claim in reading.claims if claim.when is not None and claim.standing.value == "scheduled"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Border guards searched the home of Mira Dobbs. Dobbs was charged with theft.", {"Mira Dobbs"}),
        ("Detectives searched the home of Aaron Tolliver. Tolliver was taken into custody without incident.", {"Aaron Tolliver"}),
        ("Police arrested Trust Orlo (29) on Monday.", {"Trust Orlo"}),
        ("Among those arrested were Jon Dahl, Sunday Orlo and Ana Belko.", {"Jon Dahl", "Sunday Orlo", "Ana Belko"}),
        ("Max Orlo (29) of Lomza appeared before magistrate Mr Jon Dahl facing robbery charges.", {"Max Orlo"}),
    ],
)
def test_names_of_common_words_and_those_before_a_magistrate(text: str, names: set[str]) -> None:
    assert accused(text) == names
