"""Which time dates which event, and which end belongs to which detention."""

from collections.abc import Callable
from datetime import date

import pytest

from reportedly.extract.dates import date_for, find_dates, until_for
from reportedly.model.text import Reading

PUBLISHED = date(2025, 4, 23)

# text, the word that heads the clause or noun, the time that belongs to it
DATES: list[tuple[str, str, str | None]] = [
    ("X was arrested on Monday, police said Tuesday.", "arrested", "on Monday"),
    ("X was arrested on Monday, police said Tuesday.", "said", "Tuesday"),
    ("Police said Tuesday that Dahl was arrested.", "arrested", None),
    ("Police said Tuesday they arrested three men.", "arrested", None),
    ("A court on Saturday placed Ana Belko in custody until June 17.", "placed", "on Saturday"),
    ("A court on Saturday ordered him held until June.", "held", "on Saturday"),
    ("Dahl was arrested and charged on Monday.", "arrested", "on Monday"),
    ("On Monday Dahl was arrested and charged.", "charged", "On Monday"),
    ("After a jury trial, two officers were found guilty on Thursday of raping a tourist in 2014.", "found", "on Thursday"),
    ("He was convicted of a murder in 2016.", "convicted", None),
    ("Everett is expected to be arraigned Wednesday on a murder charge in connection with the Aug. 19 shooting.", "arraigned", "Wednesday"),
    ("Tama was in 2015 sentenced to three years in prison.", "sentenced", "in 2015"),
    ("He gave an interview after his 2016 arrest.", "arrest", "2016"),
    ("He was sentenced today following his conviction on June 21, 2016.", "conviction", "on June 21, 2016"),
    ("He was sentenced today following his conviction on June 21, 2016.", "sentenced", "today"),
    ("Dahl, jailed in 2021, was released last week.", "jailed", "in 2021"),
    ("Dahl, jailed in 2021, was released last week.", "released", "last week"),
    ("The man arrested on Monday was charged on Tuesday.", "arrested", "on Monday"),
    ("The man arrested on Monday was charged on Tuesday.", "charged", "on Tuesday"),
    ("Police yesterday searched the home of the suspect in a killing on Thursday.", "searched", "yesterday"),
    ("Both on Thursday received seven-year prison terms.", "received", "on Thursday"),
    ("Chen was first indicted on charges of corruption in 2008, with prosecutors accusing him.", "indicted", "in 2008"),
    ("Kim was arrested on July 17 and sent back to Korea on July 19.", "sent", "on July 19"),
    ("Kim was arrested on July 17 and sent back to Korea on July 19.", "arrested", "on July 17"),
    ("Interpol issued a red notice for Kim in June 2019, which started the cooperation.", "issued", "in June 2019"),
    (
        "He was arrested and extradited to Orange County by the police on September 13, 2019 and he is being held.",
        "extradited",
        "on September 13, 2019",
    ),
    ("The arrest of three men on Monday shocked the town.", "arrest", "on Monday"),
    ("Her arrest came on Monday.", "arrest", "on Monday"),
    ("Police arrested three men in Osh on Monday on suspicion of murder.", "arrested", "on Monday"),
    ("He was arrested on suspicion of murder on Monday.", "arrested", "on Monday"),
    ("The Justice Department announced on Tuesday the arrest of two men.", "arrest", None),
    ("Vela turned himself in to the Dawson County Jail on Thursday, Jan. 12.", "turned", "on Thursday, Jan. 12"),
    ("Friday's arrest drew protests.", "arrest", "Friday"),
    ("In 2010, he was sentenced to about 20 years in jail for accepting bribes.", "sentenced", "In 2010"),
    ("Sharma pleaded guilty in 2016 to smuggling cocaine.", "pleaded", "in 2016"),
    ("Dahl, who was detained on March 3, faces trial.", "detained", "on March 3"),
    ("Dahl, who was detained on March 3, faces trial.", "faces", None),
    ('"He was arrested on Friday," a lawyer said on Monday.', "arrested", "on Friday"),
    ("According to a report on Monday, Dahl was arrested.", "arrested", None),
    ("Wu, who was a lawmaker from 1987 to 1990, was previously sentenced to 17 years in prison for bribery in 2010.", "sentenced", "in 2010"),
    ("He received a five-year sentence in 2011.", "sentence", "in 2011"),
    ("Dahl was found dead on Monday after he was arrested on Friday.", "arrested", "on Friday"),
    ("Three men were arrested Thursday and two others Friday.", "arrested", "Thursday"),
    ("On Friday in Osh, Jon Dahl, brother of a singer, was sentenced for her murder to life in prison.", "sentenced", "On Friday"),
    ("The trial of Jon Dahl, arrested in January, opened Monday.", "opened", "Monday"),
    ("The trial of Jon Dahl, arrested in January, opened Monday.", "arrested", "in January"),
    ("He is scheduled to be sentenced on Aug. 5 and will remain under house arrest.", "sentenced", "on Aug. 5"),
    ("The court sentenced Dahl to five years for fraud on Tuesday.", "sentenced", "on Tuesday"),
    ("Prosecutors said Dahl killed his wife on March 3 and was arrested on March 5.", "arrested", "on March 5"),
    ("Dahl was charged with killing his wife in 2019.", "charged", None),
    ("He was detained by the FSB in the city of Osh in March.", "detained", "in March"),
]

UNTIL: list[tuple[str, str, str | None]] = [
    ("A court on Saturday placed Ana Belko in pre-trial detention until June 17 on charges of fraud.", "placed", "until June 17"),
    ("The court ordered that he be held until May 3.", "held", "until May 3"),
    ("The court ordered that he be held until May 3.", "ordered", "until May 3"),
    ("The court extended his detention to June 17.", "extended", "to June 17"),
    ("He will remain in custody through June 17, the court ruled.", "remain", "through June 17"),
    ("His detention until June 17 was upheld.", "detention", "until June 17"),
    ("The detention of both men expires on June 17.", "detention", "on June 17"),
    ("Dahl was arrested in March and will be held until May.", "held", "until May"),
    ("Dahl was arrested in March and will be held until May.", "arrested", None),
    ("She said the court jailed him until June 17.", "jailed", "until June 17"),
    ("A judge remanded the men in custody until Friday.", "remanded", "until Friday"),
    ("The court prolonged the house arrest of Dahl by two months, until June 17.", "prolonged", "until June 17"),
    ("Dahl, who led the firm until 2019, was arrested.", "arrested", None),
]


def head_of(reading: Reading, word: str) -> int:
    return next(token.index for token in reading.tokens if token.text == word)


@pytest.mark.parametrize(("text", "word", "wanted"), DATES)
def test_date_for(text: str, word: str, wanted: str | None, read_english: Callable[[str], Reading]) -> None:
    reading = read_english(text)
    found = date_for(reading, find_dates(reading, PUBLISHED), head_of(reading, word))
    assert (found.when.text if found else None) == wanted


@pytest.mark.parametrize(("text", "word", "wanted"), UNTIL)
def test_until_for(text: str, word: str, wanted: str | None, read_english: Callable[[str], Reading]) -> None:
    reading = read_english(text)
    found = until_for(reading, find_dates(reading, PUBLISHED), head_of(reading, word))
    assert (found.when.text if found else None) == wanted
