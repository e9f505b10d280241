"""The page of one's own account: password, sessions and tokens; and the audit log for those who administer."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.errors import UsageError
from reportedly.model.accounts import Account, AccountRole, ApiToken, Right, Scope, Session
from reportedly.serve.doors import address_of, secret_in
from reportedly.serve.hand import now, settings_of, store_of
from reportedly.serve.passwords import LONGEST, checked, fits, hashed
from reportedly.serve.problems import Refused
from reportedly.serve.rendering import page
from reportedly.serve.signing import make_token
from reportedly.serve.viewer import current
from reportedly.store.accounts import all_accounts, credentials_of, set_password
from reportedly.store.auditing import audit_entries, keep_audit
from reportedly.store.sessions import end_session, end_sessions, end_token, keep_session, key_of, sessions_of, tokens_of

__all__ = ["router"]

router = APIRouter()
_LINES = 100
_LABEL = 80
_AGENT = 40
_MAY = {
    AccountRole.READER: (Scope.READ,),
    AccountRole.EDITOR: (Scope.READ, Scope.DECIDE, Scope.ADD),
    AccountRole.ADMIN: tuple(Scope),
}


def own(request: Request) -> Account:
    """The account of whoever is logged in with a password; a token cannot change the account that made it.

    Raises:
        Refused: If nobody logs in here, or a token asks.
    """
    viewer = current(request)
    if not settings_of(request).team:
        raise Refused(404, "There are no accounts here", mend="Nobody logs in to a workplace on one machine; reportedly serve --team is for several.")
    account: Account = request.state.account
    if request.state.token is not None or viewer.local:
        raise Refused(403, "A token cannot change an account", mend="Log in with the password.")
    return account


Own = Annotated[Account, Depends(own)]


@router.get("/account")
def account_page(request: Request, account: Own) -> Response:
    """One's own account."""
    return _page(request, account)


@router.post("/account/password")
def change_password(
    request: Request, account: Own, old: Annotated[str, Form()], new: Annotated[str, Form()], again: Annotated[str, Form()]
) -> Response:
    """Change one's own password; all other sessions end."""
    store, secret = store_of(request), secret_in(request.headers) or ""
    with store.reading() as connection:
        found = credentials_of(connection, account.name)
    if not fits(old, found.password if found else None):
        return _page(request, account, wrong="The present password is wrong", status=403)
    if new != again:
        return _page(request, account, wrong="The new password is not the same both times", status=422)
    try:
        fresh = hashed(checked(new[: LONGEST + 1], account.name))
    except UsageError as error:
        return _page(request, account, wrong=f"{error.what[:1].upper()}{error.what[1:]}: {error.mend}", status=422)
    with store.writing() as connection:
        set_password(connection, account, fresh)
        keep_session(connection, secret, account, now(), address_of(request.scope), request.headers.get("user-agent", ""))
        keep_audit(connection, now(), account.name, "changed the own password", "", address_of(request.scope))
    return _page(request, account, done="The password is changed, and all other sessions have ended")


@router.post("/account/tokens")
def add_token(request: Request, account: Own, scopes: Annotated[list[str] | None, Form()] = None, label: Annotated[str, Form()] = "") -> Response:
    """Make a token; the page that comes shows it, once."""
    wanted = [scope for scope in _MAY[account.role] if scope in set(scopes or ())]
    if not wanted:
        return _page(request, account, wrong="Choose what the token is for", status=422)
    _, secret = make_token(store_of(request), account, label.strip()[:_LABEL], wanted, at=now(), address=address_of(request.scope))
    return _page(request, account, secret=secret)


@router.post("/account/tokens/{shown}/end")
def stop_token(request: Request, account: Own, shown: str) -> Response:
    """End a token of one's own."""
    with store_of(request).writing() as connection:
        if not end_token(connection, account, shown):
            raise Refused(404, "There is no such token", mend="It may have ended already.")
        keep_audit(connection, now(), account.name, "ended a token", shown, address_of(request.scope))
    return RedirectResponse("/account", 303)


@router.post("/account/sessions/end")
def stop_other_sessions(request: Request, account: Own) -> Response:
    """End all other sessions of one's own."""
    with store_of(request).writing() as connection:
        end_sessions(connection, account, but=secret_in(request.headers))
        keep_audit(connection, now(), account.name, "ended all other sessions", "", address_of(request.scope))
    return RedirectResponse("/account", 303)


@router.post("/account/sessions/{shown}/end")
def stop_session(request: Request, account: Own, shown: str) -> Response:
    """End a session of one's own."""
    with store_of(request).writing() as connection:
        if not end_session(connection, account, shown):
            raise Refused(404, "There is no such session", mend="It may have ended already.")
        keep_audit(connection, now(), account.name, "ended a session", shown, address_of(request.scope))
    return RedirectResponse("/account", 303)


def _page(request: Request, account: Account, *, wrong: str = "", done: str = "", secret: str = "", status: int = 200) -> Response:
    with store_of(request).reading() as connection:
        sessions, tokens = sessions_of(connection, account), tokens_of(connection, account)
    here = key_of(secret_in(request.headers) or "")
    shown = {"sessions": [_seen(session) for session in sessions], "tokens": [_told(token) for token in tokens], "may": _MAY[account.role]}
    headers = {"cache-control": "no-store"}
    return page(
        request, "account.html", status=status, headers=headers, account=account, this_session=here, wrong=wrong, done=done, secret=secret, **shown
    )


_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"))


def _seen(session: Session) -> dict[str, object]:
    called = [next((name for mark, name in marks if mark in session.agent), "") for marks in (_BROWSERS, _SYSTEMS)]
    browser = " on ".join(filter(None, called)) or session.agent[:_AGENT] or "not told"
    return {"id": session.id, "created": session.created, "seen": session.seen, "address": session.address, "browser": browser}


def _told(token: ApiToken) -> dict[str, object]:
    return {
        "id": token.id,
        "label": token.label or "without a name",
        "scopes": ", ".join(token.scopes),
        "created": token.created.date(),
        "used": token.used and token.used.date(),
    }


@router.get("/audit")
def audit_page(
    request: Request, before: Annotated[int | None, Query(ge=1, le=2**53)] = None, who: str | None = None, action: str | None = None
) -> Response:
    """The audit log, the newest first."""
    viewer = current(request)
    if not viewer.may(Right.ADMIN):
        raise Refused(403, "The audit log is for those who administer", mend="Ask one of them.")
    with store_of(request).reading() as connection:
        entries = audit_entries(connection, before=before, who=who, action=action, limit=_LINES + 1)
        accounts = all_accounts(connection)
    older = entries[_LINES - 1].number if len(entries) > _LINES else None
    return page(request, "audit.html", entries=entries[:_LINES], older=older, who=who, action=action, accounts=accounts)
