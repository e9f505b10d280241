"""What somebody is told, and asked, before people leave the store with topics that screening programs act on."""

import sys

import typer

from reportedly.errors import UsageError

__all__ = ["TOPIC_FORMATS", "agree_to_topics"]

TOPIC_FORMATS = frozenset({"followthemoney", "ftm-statements"})

_TOLD = """\
--topics marks people who are reported to be accused with the topics poi, wanted or crime. Programs that screen customers, guests and applicants
treat these as risks: somebody who is only suspected, or who has the same name, can lose an account, a job, a flat or a visa, is seldom told why,
and the mark stays in copies of the file when the case is closed. A person with an acquittal, a release, a pardon or a closed case gets no topic.
"""


def agree_to_topics(name: str, *, yes: bool) -> None:
    """Tell what topics do and ask whether they are wanted.

    Args:
        name: The name of the format.
        yes: Whether that was said already; it is told all the same.

    Raises:
        UsageError: If the format has no topics.
        Exit: If they are not wanted after all.
    """
    if name not in TOPIC_FORMATS:
        raise UsageError("only FollowTheMoney has topics", where=name, mend=f"leave --topics out, or export {' or '.join(sorted(TOPIC_FORMATS))}")
    sys.stderr.write(_TOLD)
    if not yes and not typer.confirm("Mark people all the same?", err=True):
        raise typer.Exit(1)
