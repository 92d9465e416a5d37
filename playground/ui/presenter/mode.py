"""Presenter mode on the page: its style, the row at the bottom, the keys, the way in and out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from playground.messages import DEFAULT, _
from playground.scenes.catalog import beside, scene_named, scenes
from playground.scenes.scene import Scene
from playground.ui import actions
from playground.ui.components import scene_channel
from playground.ui.components.markup import markup
from playground.ui.components.pressed_keys import pressed_keys
from playground.ui.components.screen import Mounting
from playground.ui.presenter.joining import corner, page_address
from playground.ui.presenter.panels import PANELS, sheet
from playground.ui.presenter.presenting import Presenting, chosen, usual_of
from playground.ui.session import Tab, here

KEYS = {"p": "present", "PageDown": "next-scene", "PageUp": "previous-scene"}
"""By the browser's name of the key; those of the scenes are what a presenter's clicker sends."""

NOTES = "Notes"
"""The address of the page with what a teacher reads beside the projector."""


def keys_of(at: Tab) -> Mapping[str, str]:
    """Those that are heard: Page Up and Page Down scroll a page that shows no scene."""
    if at.presenting is not None and at.presenting.scene:
        return KEYS
    return {"p": KEYS["p"]}


def pressed(at: Tab, action: str) -> None:
    if action == "present":
        leave(at) if at.presenting is not None else enter(at)
        return
    scene = scene_named(at.presenting.scene, DEFAULT) if at.presenting is not None else None
    if scene is not None:
        show_scene(at, beside(scene, DEFAULT, 1 if action == "next-scene" else -1).name)


def enter(at: Tab) -> None:
    at.presenting, at.needs_page = Presenting(), True


def leave(at: Tab) -> None:
    at.presenting, at.needs_page = None, True


def show_scene(at: Tab, name: str) -> None:
    """Its panels, and its experiment, as if the page had been opened with it."""
    scene = scene_named(name, DEFAULT)
    if scene is None:
        return
    at.presenting = Presenting(usual_of(name), name)
    actions.take_link(at, scene.play)


def button() -> None:
    """In the menu."""
    at = here()
    st.button(_("Show on a projector (P)"), key="present", icon=":material/present_to_all:",
              on_click=enter, args=(at,), width="stretch")


def draw(at: Tab, screen: Mounting) -> None:
    """Its place is on the page always: what comes after it stays what it is."""
    with st.container(key="presenter", horizontal=True, vertical_alignment="center"):
        if at.presenting is None:
            return
        st.html(f"<style>{_style()}\n{sheet(at.presenting.panels)}</style>")
        st.menu_button(
            _("Scenes"), [one.name for one in scenes(DEFAULT)], key="scenes",
            format_func=_title, on_click=_scene, icon=":material/theaters:")
        _panels(at.presenting)
        st.button(_("Leave"), key="leave-presenting", on_click=leave, args=(at,),
                  icon=":material/close_fullscreen:", help=_("Back to the whole page (P)"))
        scene = scene_named(at.presenting.scene, at.spoken.language)
        address = page_address()
        if scene is not None and address:
            # In a window of its own, which is not the projector's.
            st.link_button(_("Notes"), f"{address.rstrip('/')}/{NOTES}?scene={scene.name}",
                           icon=":material/speaker_notes:")
        st.html(_line(scene))
        scene_channel.tell(key="scene-told", scene=at.presenting.scene)
        pressed_keys(key="pressed-keys", named=_key_names())
        # Not as HTML of Streamlit's, which drops pictures that are drawn in it.
        markup(screen, corner(at), key="join", height=120)


def _key_names() -> dict[str, str]:
    """What a pressed key is called on the projector, where it is no letter or digit."""
    return {" ": _("Space"), "ArrowRight": "→", "PageDown": _("next scene"),
            "PageUp": _("previous scene")}


def _title(name: str) -> str:
    found = scene_named(name, here().spoken.language)
    return f"{found.order}. {found.title}" if found is not None else name


def _scene() -> None:
    wanted = st.session_state.get("scenes")
    if isinstance(wanted, str):
        show_scene(here(), wanted)


def _panels(presenting: Presenting) -> None:
    with st.popover(_("Panels"), key="present-panels", icon=":material/dashboard:"):
        st.pills(
            _("What is shown"), list(PANELS), selection_mode="multi", default=presenting.panels,
            format_func=lambda name: str(PANELS[name].label), key="present-chosen",
            on_change=_choose)


def _choose() -> None:
    at, wanted = here(), st.session_state.get("present-chosen")
    if at.presenting is None or not isinstance(wanted, list):
        return
    # With none the page would be empty: then they are the usual ones again.
    panels = chosen(wanted) or usual_of(at.presenting.scene)
    at.presenting = replace(at.presenting, panels=panels)
    at.needs_page = True


def _line(scene: Scene | None) -> str:
    if scene is None:
        return '<div class="pg-scene"></div>'
    return (f'<div class="pg-scene"><b>{escape(scene.title)}</b>{escape(scene.line)}</div>')


@cache
def _style() -> str:
    return Path(__file__).with_name("style.css").read_text(encoding="utf-8")
