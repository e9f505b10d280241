"""Who asks; and for those who administer, accounts and the audit log."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from reportedly.model.accounts import Right
from reportedly.serve.api.model import AccountList, AuditList, Me
from reportedly.serve.api.replies import Admin, Cursor, Limit, Reader, Route, after, page, problems, reply
from reportedly.serve.guard import csrf_of
from reportedly.serve.hand import store_of
from reportedly.store.accounts import all_accounts
from reportedly.store.auditing import audit_entries

__all__ = ["router"]

router = APIRouter(tags=["Team"], route_class=Route)
Who = Annotated[str | None, Query(max_length=64, description="Only what this account did.")]


@router.get("/me", response_model=Me, responses=problems(), summary="Show who asks")
def me(request: Request, viewer: Reader) -> Response:
    """Who asks and what they may do; without a token also what the header X-CSRF-Token of each change has to hold."""
    by_token = getattr(request.state, "token", None) is not None
    rights = [right.value for right in Right if viewer.may(right)]
    told = {"name": viewer.name, "role": viewer.role.value, "rights": rights, "local": viewer.local, "csrf": None if by_token else csrf_of(request)}
    return reply(request, told, headers={"cache-control": "no-store"})


@router.get("/accounts", response_model=AccountList, responses=problems(), summary="List accounts")
def list_accounts(request: Request, _: Admin) -> Response:
    """All accounts by name."""
    with store_of(request).reading() as connection:
        found = all_accounts(connection)
    items = [{"name": one.name, "role": one.role.value, "disabled": one.disabled, "created": one.created.isoformat()} for one in found]
    return reply(request, {"items": items})


@router.get("/audit", response_model=AuditList, responses=problems(), summary="List what was done")
def list_audit(request: Request, _: Admin, who: Who = None, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """The audit log, the newest first."""
    began = after(cursor, int)
    with store_of(request).reading() as connection:
        found = audit_entries(connection, before=began[0] if began else None, who=who, limit=limit + 1)
    items = [{"at": one.at.isoformat(), "who": one.who, "action": one.action, "about": one.about, "address": one.address} for one in found[:limit]]
    return page(request, items, (found[limit - 1].number,) if len(found) > limit else None)
