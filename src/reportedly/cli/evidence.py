"""`reportedly evidence`: the bytes behind a case, with the digests by which anybody can check them."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.stored import AsJson, By, Db, Unmask, Why, now, opened, who_acts
from reportedly.errors import InputError, UsageError

if TYPE_CHECKING:
    from reportedly.model.evidence import Evidence
    from reportedly.store import Store

__all__ = ["evidence"]

_OUT = "Where to write: FILE.warc.gz or FILE.wacz."
_VERIFY = "Check such a file: every digest, every report that is listed, and the index."


def evidence(
    case: Annotated[str | None, typer.Argument(metavar="CASE", help="The id of the case, or the beginning of it.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help=_OUT)] = None,
    verify: Annotated[Path | None, typer.Option("--verify", metavar="FILE", help=_VERIFY)] = None,
    unmask: Unmask = False,
    by: By = None,
    reason: Why = "",
    as_json: AsJson = False,
    db: Db = None,
) -> None:
    """Hand out the pages behind a case as a web archive, or check one.

    The archive holds the bytes of every version of every report of the case as they came in, what was asked and what the servers answered, and the
    SHA-256 digest of each. WARC and WACZ are open formats that web archive players show. The pages name people as the reports did: where names are
    withheld, --unmask and --reason are needed, and are put on record. When REPORTEDLY_TSA names an authority, time stamps (RFC 3161) that are still
    missing are asked for. After writing, the file is read again and every digest and time stamp is checked.
    """
    if (case is None) == (verify is None):
        raise UsageError("a case or a file is wanted", mend="name a case and --output, or a file with --verify")
    if verify is not None:
        _told(verify, as_json=as_json)
        return
    if output is None or not output.name.endswith((".warc.gz", ".wacz")):
        raise UsageError("a file is wanted", where=str(output or ""), mend="write --output FILE.warc.gz or FILE.wacz")
    from reportedly.export.wacz import wacz
    from reportedly.export.warc_file import write_warc
    from reportedly.review.evidence import evidence_of

    if unmask and not reason:
        raise UsageError("a reason is wanted", mend="give --reason")
    with opened(db) as store:
        found = _stamped(store, evidence_of(store, case or "", now().date(), who_acts(by, reason) if unmask else None))
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("wb") as file:
            if output.name.endswith(".wacz"):
                file.write(wacz(found))
            else:
                write_warc(found, file)
        part.replace(output)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(output), mend="name a file in a folder that you may write to") from error
    _told(output, as_json=as_json)


def _stamped(store: "Store", found: "Evidence") -> "Evidence":
    """The evidence with the time stamps that can be had; that an authority fails is told and ends nothing."""
    from reportedly.collect.rules import rules_from
    from reportedly.collect.stamping import authority_from
    from reportedly.review.stamping import with_stamps

    authority = authority_from()
    if authority is None:
        return found
    found, fault = with_stamps(store, found, authority, rules_from(), now)
    if fault is not None:
        without = sum(page.stamp is None and not page.covered for page in found.pages)
        sys.stderr.write(f"reportedly: {without} versions go without a time stamp: {fault}\n")
    return found


def _told(path: Path, *, as_json: bool) -> None:
    from reportedly.collect.stamping import roots_from, stamp_moment
    from reportedly.export.evidence_check import check_evidence

    roots = roots_from()
    checked = check_evidence(path, lambda token, sha256: stamp_moment(token, sha256, roots))
    if as_json:
        found = {
            "file": str(path),
            "records": checked.records,
            "reports": checked.reports,
            "stamps": checked.stamps,
            "signatures": roots is not None,
            "faults": list(checked.faults),
        }
        typer.echo(json.dumps(found, ensure_ascii=False))
    elif not checked.faults:
        signed = (
            "" if roots is not None or not checked.stamps else "; who signed them was not checked: name root certificates in REPORTEDLY_TSA_ROOTS"
        )
        stamps = f", {checked.stamps} with a time stamp{signed}" if checked.stamps else ""
        typer.echo(f"{path}: {checked.records} records, {checked.reports} versions of reports, every digest fits{stamps}")
    for fault in checked.faults if not as_json else ():
        sys.stderr.write(f"reportedly: {InputError(fault, where=str(path))}\n")
    if checked.faults:
        raise typer.Exit(1)
