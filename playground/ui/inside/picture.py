"""Which picture goes through the network: one that it was trained on, or a photo of one's own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from playground.data.classes import SIGNS
from playground.messages import Text, _, lazy
from playground.model.architectures import OUTPUT
from playground.model.loading import Preparation
from playground.photo.square import default_square, prepare
from playground.ui.components.screen import Mounting, Screen
from playground.ui.components.tiles import Tile, tiles
from playground.ui.inside.seen import SHIPPED
from playground.ui.inside.shown import PICTURES, Maps, Section, Shown, maps_of
from playground.ui.try_hand import intake_bar, kept
from playground.ui.try_hand.desk import Desk, desk

PHOTOS = "inside-photos"
_MOST_PHOTOS = 12
COLUMNS, HEIGHT = 12, 92


@dataclass(frozen=True, eq=False)
class Picture:
    """`image` (size, size, 3) as the network is given it; `label` None: nobody has said."""

    image: NDArray[np.uint8]
    name: Text
    label: int | None
    private: bool

    @property
    def key(self) -> bytes:
        return self.image.tobytes()


def photos(now: Shown) -> Desk:
    return kept.of(now.seen.at.owner, Desk)


def picture_of(now: Shown) -> Picture:
    """The chosen one, or the first of the training pictures."""
    found = now.made.get("picture")
    if not isinstance(found, Picture):
        found = now.made["picture"] = _picture(now)
    return found


def _picture(now: Shown) -> Picture:
    kind, at = now.seen.picture
    own = photos(now).photos[:_MOST_PHOTOS]
    size = now.network.architecture.size
    if kind == "photo" and at < len(own):
        chosen, began = own[at], now.network.experiment
        square = chosen.square or default_square(chosen.photo, began.framing)
        image = prepare(chosen.photo, square, size,
                        Preparation(began.framing, began.resize_filter))
        return Picture(image, chosen.name, None, True)
    there = now.tiles
    at = at if kind == "training" and at < len(there.images) else 0
    label = int(there.labels[at])
    return Picture(as_large(there.images[at], size), SIGNS[label], label, now.network.private)


def as_large(image: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    """Nearest neighbors stand in until the set is decoded at the network's size."""
    if image.shape[0] == size:
        return image
    take = np.arange(size) * image.shape[0] // size
    return np.ascontiguousarray(image[take][:, take])


def looked_through(now: Shown) -> Maps | None:
    """What the layers make of the chosen picture."""
    picture = picture_of(now)
    if "maps" not in now.made:
        now.made["maps"] = maps_of(now, picture.image, private=picture.private)
    found: Maps | None = now.made["maps"]
    return found


def show(screen: Screen, now: Shown) -> None:
    there, (kind, at) = now.tiles, now.seen.picture
    at = at if at < len(there.images) else 0
    about = [Tile(text=str(SIGNS[int(label)]), wrong_label=bool(wrong),
                  chosen=kind == "training" and index == at)
             for index, (label, wrong) in enumerate(zip(there.labels, there.wrong, strict=True))]

    def choose(index: int) -> None:
        now.seen.picture = ("training", index)

    tiles(screen, there.images, about, key=PICTURES, height=HEIGHT, columns=COLUMNS,
          alt=_("Pictures that the network was trained on"), on_click=choose,
          tag=str(now.data is not None).lower())
    own = photos(now).photos[:_MOST_PHOTOS]
    if own:
        _own(screen, now, len(own))


def _own(screen: Screen, now: Shown, count: int) -> None:
    kind, at = now.seen.picture
    size = now.network.architecture.size
    began = now.network.experiment
    images = []
    for one in photos(now).photos[:count]:
        square = one.square or default_square(one.photo, began.framing)
        images.append(prepare(one.photo, square, size,
                              Preparation(began.framing, began.resize_filter)))

    def choose(index: int) -> None:
        now.seen.picture = ("photo", index)

    tiles(screen, np.stack(images), [
        Tile(text=_("your photo {number}", number=index + 1),
             chosen=kind == "photo" and index == at) for index in range(count)],
        key=PHOTOS, height=HEIGHT, columns=COLUMNS, alt=_("Your photos"), on_click=choose)


def draw(screen: Mounting, now: Shown) -> None:
    mine = desk(now.seen.at)
    before = mine.current
    with st.expander(_("A photo of your own"), key="inside-own"):
        intake_bar.draw(mine)
        for sentence in mine.problems[:4]:
            st.error(str(sentence).replace("[", "("))
    if mine.current is not before and mine.current is not None:
        now.seen.picture = ("photo", mine.at)
    show(screen, now)
    if mine.uploads_done:
        st.rerun()


def answer(now: Shown) -> str:
    """What the network says of the picture."""
    given = looked_through(now)
    if given is None:
        return ""
    odds = given[OUTPUT][0]
    if now.network.id == SHIPPED:
        return _("This way round the network takes it for {sign}, with {share:.0%}; on Try a hand "
                 "it also looks at the mirror image.",
                 sign=SIGNS[int(odds.argmax())], share=float(odds.max()))
    return _("The network takes it for {sign}, with {share:.0%}.",
             sign=SIGNS[int(odds.argmax())], share=float(odds.max()))


SECTION = Section(
    "picture", show, lazy("The picture"), draw=draw, hears=(PICTURES, PHOTOS), follows=(PHOTOS,),
    note=lazy("one that the network was trained on, or your own"))
