"""Start with `streamlit run app.py`. The screen itself is pages/frame.py; this file is what surrounds it."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

SECONDS_BETWEEN_COLLECTIONS = 30
# Nothing is ever fetched from another host, whatever a text in the data says.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss: data: blob:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


class SecurityHeaders:
    """Put `HEADERS` on every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to the first message of its response."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


async def _collect_on_a_timer() -> None:
    while True:
        await anyio.sleep(SECONDS_BETWEEN_COLLECTIONS)
        gc.collect()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load what every page needs, take it out of later collections, and collect on a timer from then on."""
    from pages.parts import warm_up  # noqa: PLC0415

    await anyio.to_thread.run_sync(warm_up.open_office)
    gc.collect()
    gc.freeze()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_collect_on_a_timer)
        yield
        tasks.cancel_scope.cancel()


def say_plainly(_: BaseException) -> bool:
    """Show an unexpected failure without its inside; the log has it."""
    st.error("Something went wrong that we did not expect. Nothing was changed. Reload the page; the log says more.")
    return True


app = st.App(
    ROOT / "pages" / "frame.py",
    middleware=[Middleware(SecurityHeaders), Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
    lifespan=lifespan,
    on_script_error=say_plainly,
)
