"""What stands between the network and Streamlit: headers on every answer, and large uploads kept out of memory."""

import anyio
from starlette.datastructures import Headers, MutableHeaders, UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.intake.uploads import drop_received
from core.intake.uploads import receive as receive_upload
from core.settings import Settings

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


class LargeUploads:
    """Write large uploads to disk as they arrive; Streamlit, which holds uploads in memory, is handed a note."""

    FROM_BYTES = 8_000_000
    PATH = "/_stcore/upload_file/"

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass small requests on as they are, and large uploads as a note."""
        if scope["type"] != "http" or scope["method"] != "PUT" or self.PATH not in scope["path"]:
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        settings = Settings.from_environment()
        if not length.isdecimal() or int(length) < self.FROM_BYTES:
            await self.app(scope, receive, send)
        elif int(length) > settings.upload_limit_mb * 1_000_000 + self.FROM_BYTES:
            await PlainTextResponse("File too large", 413)(scope, receive, send)
        else:
            await self._keep(settings, scope, receive, send)

    async def _keep(self, settings: Settings, scope: Scope, receive: Receive, send: Send) -> None:
        async with Request(scope, receive).form() as form:
            ((field, upload),) = [(name, value) for name, value in form.items() if isinstance(value, UploadFile)]
            try:
                note = await anyio.to_thread.run_sync(receive_upload, settings.home, upload.file)
            except OSError:
                await PlainTextResponse("The disk is full", 507)(scope, receive, send)
                return
            body = _multipart(field, upload.filename or "file", note)
        headers = MutableHeaders(raw=[pair for pair in scope["headers"] if pair[0] != b"content-length"])
        headers["content-length"] = str(len(body))
        headers["content-type"] = f"multipart/form-data; boundary={BOUNDARY}"

        async def once() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def unless_refused(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 400:
                await anyio.to_thread.run_sync(drop_received, settings.home, note)
            await send(message)

        await self.app({**scope, "headers": headers.raw}, once, unless_refused)


BOUNDARY = "journey-office-note"


def _multipart(field: str, file_name: str, content: bytes) -> bytes:
    quoted = file_name.replace("\\", "/").replace('"', "%22").replace("\r", " ").replace("\n", " ")
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{quoted}"\r\n'
    return (
        head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    )
