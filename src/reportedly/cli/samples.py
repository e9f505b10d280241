"""`reportedly samples`: the invented reports that come with the package."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["samples"]


def samples(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Write the sample reports into this folder; without it they are only listed.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Write without listing.")] = False,
) -> None:
    """List the invented sample reports, or write them into a folder.

    They tell one invented case in the words of seven outlets, one of them Russian, and hold what makes reading hard: reprints, a misspelt name,
    contradictions. With them come a report without a case, and a second case with a nearly equal name.
    """
    import yaml

    from reportedly.errors import UsageError

    home = Path(__file__).parent.parent / "samples"
    index = yaml.safe_load((home / "index.yaml").read_text(encoding="utf-8"))
    if folder is not None:
        if folder.exists() and not folder.is_dir():
            raise UsageError("not a folder", where=str(folder), mend="name a folder to write the samples into")
        folder.mkdir(parents=True, exist_ok=True)
        for entry in index:
            (folder / entry["file"]).write_bytes((home / entry["file"]).read_bytes())
    if not quiet:
        for entry in index:
            typer.echo(f"{folder / entry['file'] if folder else entry['file']}\n    {entry['outlet']}: {'; '.join(entry['planted'])}")
