"""The REST API of the workplace, version 1, in the formats of reports and case files."""

from fastapi import APIRouter

from reportedly.serve.api import cases, decisions, document, exporting, reports, searching, team

__all__ = ["router"]

router = APIRouter()
for _part in (cases, reports, searching, decisions, exporting, team, document):
    router.include_router(_part.router)
