"""`reportedly read`: reports in, readings out, for people or as JSON."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    pass

__all__ = ["read"]


def read(
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="PATH|URL|-", help="Files, folders or addresses of reports; - reads standard input.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication as YYYY-MM-DD; relative dates are resolved against it.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the outlet.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Address of the report.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="LANG", help="Language of the report as an ISO 639-1 code, such as en or ru.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: one indented object for one input, one object a line for several.")] = False,
    jsonl: Annotated[
        Path | None, typer.Option("--jsonl", metavar="FILE", help="Read reports from JSON lines; - reads them from standard input.")
    ] = None,
) -> None:
    """Read reports and print what they say, each fact with its sentence, its sources and its date.

    What is given by an option overrides what would be detected in the report. An input that cannot be read is told on standard error with the reason, and the rest is read.
    """
    from reportedly.collect import Refused

    given = _given(published, outlet, url, lang)
    many = jsonl is not None or len(inputs or ()) > 1 or any(Path(item).is_dir() for item in inputs or ())
    refused = 0
    with _printer(as_json=as_json, many=many) as show, _progress(many=many) as tick:
        for item in _collected(inputs or [], jsonl, given):
            if isinstance(item, Refused):
                refused += 1
                sys.stderr.write(f"reportedly: {item.error}\n")
            else:
                show(_reading(item))
            tick()
    if refused:
        raise typer.Exit(1)
