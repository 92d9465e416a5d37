"""A network that sees a picture and its mirror image, and answers with the mean of both answers.

In a mirror a sign stays the sign it is. The network that ships asks itself twice, inside its file,
so that plain Keras has the same answer; what looks into it looks at the chain of layers within.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import keras

_MEAN = "mean_of_both_ways"
_ACROSS = 2
"""The axis of (n, height, width, 3) from left to right."""


def both_ways(chain: keras.Model) -> keras.Model:
    """The same weights, behind both looks: stock Keras alone, the same input and output."""
    import keras

    picture = keras.Input(chain.input_shape[1:], name="image")
    answers = [chain(picture), chain(keras.ops.flip(picture, axis=_ACROSS))]
    return keras.Model(
        picture, keras.layers.Average(name=_MEAN)(answers), name=f"{chain.name}_both_ways")


def one_way(model: keras.Model) -> keras.Model:
    """The chain of layers that looks once: that within `both_ways`, else the model itself."""
    # By what they have, not by their type: whatever answers like a network is one here.
    layers = getattr(model, "layers", [])
    if not layers or layers[-1].name != _MEAN:
        return model
    within = [layer for layer in layers if hasattr(layer, "layers")]
    return within[0] if len(within) == 1 else model
