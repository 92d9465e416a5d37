"""A person who gives the page Try a hand a photo, without a browser: over Streamlit's socket."""

from __future__ import annotations

import asyncio
import contextlib
import io
import random
import re
import urllib.request
from typing import Any

from PIL import Image, ImageDraw
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

from benchmarks.watchers import BackMsg, ForwardMsg

_BORDER = "a-photo-of-the-workshop"
_COOKIE = "_streamlit_xsrf"


async def give_photo(url: str) -> list[str]:
    """One visit: open the page, give it a photo, wait for its answer, leave.

    What went wrong on the page, in its own words; `TimeoutError` where it does not come to an end.
    """
    async with asyncio.timeout(180), connect(
            f"{url.replace('http', 'ws', 1)}/_stcore/stream", origin=Origin(url), max_size=None,
            subprotocols=[Subprotocol("streamlit")]) as stream:
        session, uploader, faults = await _run(stream, {})
        asked = BackMsg()
        asked.file_urls_request.request_id = "1"
        asked.file_urls_request.session_id = session
        asked.file_urls_request.file_names.append("hand.jpg")
        await stream.send(asked.SerializeToString())
        async for message in stream:
            told = ForwardMsg.FromString(message if isinstance(message, bytes) else b"")
            if told.WhichOneof("type") == "file_urls_response":
                place = told.file_urls_response.file_urls[0]
                break
        photo = _photo()
        await asyncio.to_thread(_put, url, place.upload_url, photo)
        given = {"id": uploader, "size": len(photo), "place": place}
        _, _, more = await _run(stream, given)
        return faults + more


async def _run(stream: Any, given: dict[str, Any]) -> tuple[str, str, list[str]]:
    """One run of the page: the session's id, the uploader's, and what the page failed with."""
    asked = BackMsg()
    asked.rerun_script.page_name = "Try_a_hand"
    if given:
        state = asked.rerun_script.widget_states.widgets.add()
        state.id = given["id"]
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size = given["place"].file_id, "hand.jpg", given["size"]
        info.file_urls.CopyFrom(given["place"])
    await stream.send(asked.SerializeToString())
    session, uploader, faults = "", "", []
    async for message in stream:
        told = ForwardMsg.FromString(message if isinstance(message, bytes) else b"")
        kind = told.WhichOneof("type")
        if kind == "new_session":
            session = told.new_session.initialize.session_id
        elif kind == "script_finished":
            return session, uploader, faults
        elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
            element = told.delta.new_element
            if element.WhichOneof("type") == "file_uploader":
                uploader = element.file_uploader.id
            elif element.WhichOneof("type") == "exception":
                faults.append(element.exception.message)
    return session, uploader, [*faults, "The connection was closed."]


def _photo() -> bytes:
    """Something of a hand's color before a wall: what matters here is that it is decoded."""
    picture = Image.new("RGB", (1280, 960), tuple(random.randrange(90, 240) for _ in range(3)))
    draw = ImageDraw.Draw(picture)
    for finger in range(5):
        draw.rounded_rectangle(
            (420 + 90 * finger, 200 + random.randrange(200), 490 + 90 * finger, 700), 35,
            (214, 160, 130))
    draw.ellipse((400, 520, 880, 900), (214, 160, 130))
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=88)
    return made.getvalue()


def _put(url: str, place: str, photo: bytes) -> None:
    with urllib.request.urlopen(f"{url}/_stcore/health", timeout=60) as page:
        found = re.search(rf"{_COOKIE}=([^;]+)", str(page.headers.get("Set-Cookie", "")))
    head = (f'--{_BORDER}\r\nContent-Disposition: form-data; name="file"; filename="hand.jpg"\r\n'
            "Content-Type: image/jpeg\r\n\r\n")
    body = head.encode() + photo + f"\r\n--{_BORDER}--\r\n".encode()
    token = found[1] if found else ""
    request = urllib.request.Request(
        f"{url}{place}", body, method="PUT",
        headers={"Content-Type": f"multipart/form-data; boundary={_BORDER}",
                 "X-Xsrftoken": token, "Cookie": f"{_COOKIE}={token}"})
    with contextlib.closing(urllib.request.urlopen(request, timeout=60)):
        return
