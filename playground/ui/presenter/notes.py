"""The teacher's notes on a scene: what to press when, and what to say. Never on the projector.

The window follows the projector of the same browser: `components/scene_follower.js`.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from playground.messages import _, ngettext
from playground.scenes.catalog import SECONDS, beside, scene_named, scenes
from playground.scenes.scene import Scene
from playground.ui import language
from playground.ui.components.keys import keys
from playground.ui.components.scene_channel import follow
from playground.ui.presenter.presenting import SCENE

KEYS = {"PageDown": "next", "PageUp": "previous"}


def page() -> None:
    spoken = language.here().language
    every = scenes(spoken)
    at = every.index(scene_named(str(st.query_params.get(SCENE, "")), spoken) or every[0])
    scene = every[at]
    with st.container(key="notes"):
        st.caption(_("Scene {place} of {all}; {time}", place=at + 1, all=len(every),
                     time=ngettext("{n} minute", "{n} minutes", SECONDS // 60)))
        st.header(scene.title)
        st.text(scene.line)
        st.html(_steps(scene))
        st.markdown(scene.notes)
        st.divider()
        st.selectbox(
            _("Scenes"), [one.name for one in every], index=at, key=f"notes-of-{scene.name}",
            format_func=lambda name: next(one.title for one in every if one.name == name),
            on_change=lambda: _show(str(st.session_state[f"notes-of-{scene.name}"])))
    follow(key="scene-follower", on_scene=_show)
    keys(key="notes-keys", on_key=lambda action: _turn(scene, action), actions=KEYS,
         label=_("Keys"),
         told=_("Page Down and Page Up show the notes on the next scene and on the one before."))


def _steps(scene: Scene) -> str:
    rows = "".join(
        f"<tr><td>{step.at // 60}:{step.at % 60:02}</td><td>"
        + (f"<kbd>{escape(step.press)}</kbd>" if step.press else "")
        + f"</td><td>{escape(step.words)}</td></tr>" for step in scene.steps)
    heads = "".join(f"<th>{escape(head)}</th>" for head in (_("Time"), _("Press"), _("Say")))
    return f'<table class="pg-notes"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _turn(scene: Scene, action: str) -> None:
    spoken = language.here().language
    _show(beside(scene, spoken, 1 if action == "next" else -1).name)


def _show(name: object) -> None:
    """Another scene's; what comes from a browser may be anything."""
    if isinstance(name, str) and scene_named(name, language.here().language) is not None:
        st.query_params[SCENE] = name
