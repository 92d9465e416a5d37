"""The training step of a standalone script, with what its run had on of all regularizers.

What stands between `# if` and `# end` goes into the script of a run that used one of what is named.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import tensorflow as tf

from playground.data.classes import CLASSES
from playground.export.stock_network import Network, read_teacher, units_by_layer
from playground.model.soft_labels import at_side, soft_targets
from playground.model.textbook import (
    against_the_network,
    both,
    mixed,
    smoothed,
    with_pixel_noise,
    with_weight_noise,
    within_norm,
    without_maps,
)


def training_step(network: Network, update: Any, batch_size: int, soft_labels: float) -> Any:
    """One update: penalized loss, optimizer, and for l1-proximal the soft threshold after it.

    `soft_labels`: the share of a label that is what another network says.
    """

    # if soft-labels
    teacher = read_teacher()
    # end
    @tf.function
    def step(
        images: Any, labels: Any, partners: Any, count: Any, key: Any, rate: Any, strengths: Any,
        others: Any,
    ) -> Any:
        l1, l2, threshold, value_l1, value_l2 = tf.unstack(strengths)
        # if label-smoothing input-noise weight-noise max-norm mixup spatial-dropout adversarial
        smoothing, pixel_noise, weight_noise, longest, share, map_rate, size = tf.unstack(others)
        # end
        variables = network.whole.trainable_variables
        certain = tf.one_hot(labels, len(CLASSES))
        # if mixup
        images, certain = mixed(images, partners, share), mixed(certain, partners, share)
        # end
        targets = certain
        # if soft-labels
        said = tf.math.log(teacher(at_side(images, teacher.input_shape[1])))
        targets = soft_targets(targets, said, soft_labels)
        # end
        # if label-smoothing
        targets = smoothed(targets, smoothing)
        # end
        # if input-noise
        images = with_pixel_noise(images, pixel_noise, key)
        # end
        to_units: Any = partial(network.to_units, training=True)
        # if spatial-dropout
        to_units = partial(units_by_layer, network, partial(without_maps, rate=map_rate, key=key))
        # end

        def losses(images: Any) -> Any:
            """That of the labels, and the one that is followed."""
            units = to_units(images)
            drawn = tf.random.stateless_uniform((batch_size, network.units), key, alg="philox")
            kept = tf.cast(drawn >= rate, tf.float32)
            logits = network.to_logits(units * kept / (1.0 - rate))
            return [tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(each, logits)[:count])
                    for each in (certain, targets)]

        # if weight-noise
        clean = [tf.identity(kernel) for kernel in network.kernels]
        noisy = with_weight_noise(dict(enumerate(clean)), weight_noise, key)
        for number, kernel in enumerate(network.kernels):
            kernel.assign(noisy[number])
        # end
        with tf.GradientTape() as tape:
            data_loss, followed = losses(images)
        gradients = tape.gradient(followed, variables)
        # if adversarial
        # What normalizes keeps the statistics of the pictures as they are.
        statistics = [tf.identity(one) for one in network.whole.non_trainable_variables]
        pictures = tf.cast(images, tf.float32)
        with tf.GradientTape() as tape:
            tape.watch(pictures)
            followed = losses(pictures)[1]
        changed = against_the_network(pictures, tape.gradient(followed, pictures), size)
        with tf.GradientTape() as tape:
            followed = losses(changed)[1]
        gradients = both(gradients, tape.gradient(followed, variables))
        for one, value in zip(network.whole.non_trainable_variables, statistics, strict=True):
            one.assign(value)
        # end
        # if weight-noise
        for kernel, value in zip(network.kernels, clean, strict=True):
            kernel.assign(value)
        # end
        with tf.GradientTape() as tape:
            l1_norm = tf.add_n([tf.reduce_sum(tf.abs(k)) for k in network.penalized])
            squares = tf.add_n([tf.reduce_sum(tf.square(k)) for k in network.penalized])
            penalty = l1 * l1_norm + l2 * squares
        of_penalty = tape.gradient(penalty, variables)
        update.apply_gradients(
            [(one if more is None else one + more, variable)
             for one, more, variable in zip(gradients, of_penalty, variables, strict=True)])
        if threshold > 0.0:
            for kernel in network.penalized:
                kernel.assign(tf.sign(kernel) * tf.maximum(tf.abs(kernel) - threshold, 0.0))
        # if max-norm
        for kernel in network.kernels[:-1]:
            kernel.assign(within_norm(kernel, longest))
        # end
        return data_loss, value_l1 * l1_norm + value_l2 * squares

    return step
