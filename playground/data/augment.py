"""Variations of a batch of training pictures: a pure function of pictures, seed, epoch and batch.

Each switch draws from a stream of its own, and draws for every picture: turning one switch on
changes nothing about what the others do.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data import blur, color, crop_bars, cut_out, new_background, spectrum
from playground.data.decode import flatten_alpha
from playground.data.flip_shift import flip_and_shift
from playground.data.streams import Purpose, stream
from playground.data.warp import warp
from playground.experiment import Experiment

SHIFT = 0.2
ROTATION_DEGREES = 30.0
ZOOM = 1.25
# Wider by this and lower by as much, or the other way: sides up to 2 to 1 that were squashed.
STRETCH = 2**0.5
BRIGHTNESS = CONTRAST = 0.3


def augment(
    images: NDArray[np.uint8], experiment: Experiment, epoch: int, batch: int
) -> NDArray[np.uint8]:
    """(b, h, w, 3) RGB from (b, h, w, 3) or, with transparency, (b, h, w, 4).

    Transparency serves to replace the background; without that switch, it is composed over
    mid-gray first. `images` is not changed; with every switch off it may be returned as it is.
    """
    count, height, width, channels = images.shape

    def draws(purpose: Purpose, columns: int = 1) -> NDArray[np.float64]:
        """Uniform numbers in [-1, 1), shape (columns, b)."""
        numbers = stream(experiment.seed, purpose, epoch, batch).random((count, columns))
        return 2.0 * numbers.T - 1.0

    replaced = channels == 4 and experiment.background
    images = new_background.premultiply(images) if replaced else flatten_alpha(images)
    if (experiment.horizontal_flip or experiment.vertical_flip or experiment.height_shift
            or experiment.width_shift):
        still, level = np.zeros(count, np.bool_), np.zeros(count, np.int64)
        images = flip_and_shift(
            images,
            mirrored=draws(Purpose.HORIZONTAL_FLIP)[0] < 0 if experiment.horizontal_flip else still,
            upside_down=draws(Purpose.VERTICAL_FLIP)[0] < 0 if experiment.vertical_flip else still,
            down=_pixels(draws(Purpose.HEIGHT_SHIFT)[0] * SHIFT * height)
            if experiment.height_shift
            else level,
            right=_pixels(draws(Purpose.WIDTH_SHIFT)[0] * SHIFT * width)
            if experiment.width_shift
            else level,
        )
    cropped = draws(Purpose.CROP, crop_bars.COLUMNS) if experiment.crop else None
    if experiment.rotation or experiment.zoom or experiment.stretch or cropped is not None:
        angles = draws(Purpose.ROTATION)[0] * ROTATION_DEGREES * experiment.rotation
        # Uniform in the logarithm: as often larger as smaller.
        zooms = ZOOM ** (draws(Purpose.ZOOM)[0] * experiment.zoom)
        stretches = STRETCH ** (draws(Purpose.STRETCH)[0] * experiment.stretch)
        if cropped is not None:
            zooms = zooms * crop_bars.zooms(cropped)
        images = warp(images, np.deg2rad(angles), zooms, stretches)
    # From here on as light reaches a camera: what stands behind, what stands in front, the lens,
    # the sensor.
    if replaced:
        numbers = draws(Purpose.BACKGROUND, new_background.COLUMNS)
        images = new_background.replace_background(
            images, numbers, clutter=experiment.clutter)
    if experiment.cut_out:
        images = cut_out.cut_out(images, draws(Purpose.CUT_OUT, cut_out.COLUMNS))
    if experiment.spectrum:
        images = spectrum.mix_spectrum(images, draws(Purpose.SPECTRUM, spectrum.COLUMNS))
    if experiment.blur:
        images = blur.blur(images, draws(Purpose.BLUR, blur.COLUMNS))
    if experiment.color:
        images = color.recolor(images, draws(Purpose.COLOR, color.COLUMNS))
    if experiment.brightness_contrast:
        brighter, harder = draws(Purpose.BRIGHTNESS_CONTRAST, 2)
        images = brighten(images, 1 + BRIGHTNESS * brighter, 1 + CONTRAST * harder)
    # After the camera: who makes a square of its photo.
    if cropped is not None:
        images = crop_bars.crop(images, cropped)
    return images


def brighten(
    images: NDArray[np.uint8], brightness: NDArray[np.float64], contrast: NDArray[np.float64]
) -> NDArray[np.uint8]:
    """Pixels times `brightness`, then their distance from mid-gray times `contrast`; both (b,)."""
    values = np.arange(256.0)[None, :] * brightness[:, None]
    values = (values - 127.5) * contrast[:, None] + 127.5
    tables = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    out = np.empty_like(images)
    for image, table, result in zip(images, tables, out, strict=True):
        content = image.tobytes().translate(table.tobytes())
        result[:] = np.frombuffer(content, np.uint8).reshape(image.shape)
    return out


def _pixels(distance: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.rint(distance).astype(np.int64)
