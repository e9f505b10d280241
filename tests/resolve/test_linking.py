"""Dropping a pair early never drops one that the whole comparison would link."""

from itertools import combinations

from reporting import Report, simple

from reportedly.casefile import parts
from reportedly.model.cases import Verdict
from reportedly.resolve.judging import judge, links


def test_a_link_is_the_judgement_unless_that_says_different() -> None:
    crowd = Report("n", "2024-03-12")
    crowd.step("arrest", [crowd.group("two men", 2)], "2024-03-11", offences=[crowd.offence("smuggling")])
    names = ["Selvira Tokmashova", "Selvira Tokmasheva", "Tokmashova", "Toren Ulvash", "Danel Ulvash", "Селвира Токмашова"]
    readings = [simple(f"r{number}", name, "2024-03-12", day="2024-03-11") for number, name in enumerate(names)]
    readings += [simple(f"s{number}", name, "2024-09-12", offence="fraud", where="Qyzjar") for number, name in enumerate(names)]
    told = [part for reading in [*readings, crowd.reading()] for part in parts(reading)]
    seen = set()
    for left, right in combinations(told, 2):
        judged = judge(left, right)
        seen.add(judged.verdict)
        assert list(links({left.id: left, right.id: right}, [(left.id, right.id)])) == ([] if judged.verdict is Verdict.DIFFERENT else [judged])
    assert seen >= {Verdict.SAME, Verdict.DIFFERENT}
