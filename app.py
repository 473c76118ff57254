"""Start with `streamlit run app.py`. The screen itself is pages/frame.py; this file is what surrounds it."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from pages.parts import auth  # noqa: E402
from pages.parts.server import LargeUploads, SecurityHeaders  # noqa: E402
from pages.parts.sign_in_server import LocalOnly, SignedIn  # noqa: E402

SECONDS_BETWEEN_COLLECTIONS = 30


async def _collect_on_a_timer() -> None:
    while True:
        await anyio.sleep(SECONDS_BETWEEN_COLLECTIONS)
        gc.collect()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load what every page needs, take it out of later collections, and collect on a timer from then on."""
    from pages.parts import copies, warm_up  # noqa: PLC0415

    await anyio.to_thread.run_sync(warm_up.open_office)
    gc.collect()
    gc.freeze()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_collect_on_a_timer)
        tasks.start_soon(copies.copy_on_a_timer)
        yield
        tasks.cancel_scope.cancel()


def say_plainly(_: BaseException) -> bool:
    """Show an unexpected failure without its inside; the log has it."""
    st.error("Something went wrong that we did not expect. Nothing was changed. Reload the page; the log says more.")
    return True


if fault := auth.fault_of_start():
    sys.exit(f"Journey Office did not start. {fault}")
print(auth.state_at_start(), flush=True)

app = st.App(
    ROOT / "pages" / "frame.py",
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(LocalOnly),
        Middleware(SignedIn),
        Middleware(LargeUploads),
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
    ],
    lifespan=lifespan,
    on_script_error=say_plainly,
)
