"""The workplace, put together: one store, the pages, the API, and the gate in front of them."""

import pkgutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib import import_module

from anyio.to_thread import current_default_thread_limiter
from fastapi import APIRouter, Depends, FastAPI
from fastapi.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from reportedly import __version__
from reportedly.serve import api, pages, problems
from reportedly.serve.doors import Doors
from reportedly.serve.guard import Guard, checked
from reportedly.serve.jobs import Jobs
from reportedly.serve.settings import Settings
from reportedly.store import open_store

__all__ = ["create_app"]


def create_app(settings: Settings) -> FastAPI:
    """The workplace over one store, which is made if it is not there.

    Raises:
        StoreError: If the store cannot be opened.
    """
    store = open_store(settings.db)

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        # More threads than this only wait for each other on a machine of a few cores.
        current_default_thread_limiter().total_tokens = settings.threads
        yield
        store.close()

    app = FastAPI(title="reportedly", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=living)
    app.state.store, app.state.settings, app.state.jobs = store, settings, Jobs(store, settings)
    app.mount("/static", _Static(packages=[("reportedly.serve", "static")]), name="static")
    for router in _page_routers():
        app.include_router(router, include_in_schema=False, dependencies=[Depends(checked)])
    app.include_router(api.router, prefix="/api/v1")
    problems.install(app)
    if settings.team:
        app.add_middleware(Doors, store=store)
    app.add_middleware(Guard, settings=settings)
    return app


def _page_routers() -> Iterator[APIRouter]:
    """The router of each module of the pages."""
    for found in pkgutil.iter_modules(pages.__path__):
        yield import_module(f"{pages.__name__}.{found.name}").router


class _Static(StaticFiles):
    """Files of the package; their addresses change when they do."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, to be kept for a year."""
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = "public, max-age=31536000, immutable"
        return answer
