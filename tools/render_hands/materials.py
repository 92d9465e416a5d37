"""Materials of skin, cloth and metal."""

from __future__ import annotations

import bpy

from tools.render_hands.skeleton import Array


def skin_material() -> bpy.types.Material:
    """Color and gloss from the vertices' `paint`, with fine bumps."""
    material = bpy.data.materials.new("skin")
    material.use_nodes = True
    nodes, links = material.node_tree.nodes, material.node_tree.links
    surface = nodes["Principled BSDF"]
    paint = nodes.new("ShaderNodeAttribute")
    paint.attribute_name = "paint"
    links.new(paint.outputs["Color"], surface.inputs["Base Color"])
    # Roughness is the skin's, times (1 - 0.6 gloss): nails shine.
    gloss = nodes.new("ShaderNodeMath")
    gloss.operation = "MULTIPLY_ADD"
    links.new(paint.outputs["Alpha"], gloss.inputs[0])
    gloss.inputs[1].default_value, gloss.inputs[2].default_value = -0.6, 1.0
    roughness = nodes.new("ShaderNodeMath")
    roughness.operation, roughness.name = "MULTIPLY", "roughness"
    links.new(gloss.outputs[0], roughness.inputs[0])
    links.new(roughness.outputs[0], surface.inputs["Roughness"])
    surface.inputs["Specular IOR Level"].default_value = 0.25
    noise = nodes.new("ShaderNodeTexNoise")
    noise.inputs["Scale"].default_value = 420.0
    bump = nodes.new("ShaderNodeBump")
    bump.inputs["Strength"].default_value = 0.25
    bump.inputs["Distance"].default_value = 0.0008
    coordinates = nodes.new("ShaderNodeTexCoord")
    links.new(coordinates.outputs["Object"], noise.inputs["Vector"])
    links.new(noise.outputs["Fac"], bump.inputs["Height"])
    links.new(bump.outputs["Normal"], surface.inputs["Normal"])
    return material


def cloth_material(color: Array, stripe: Array | None) -> bpy.types.Material:
    """Matte, plain or with stripes around the arm."""
    material = bpy.data.materials.new("cloth")
    material.use_nodes = True
    nodes, links = material.node_tree.nodes, material.node_tree.links
    surface = nodes["Principled BSDF"]
    surface.inputs["Base Color"].default_value = (*color, 1)
    surface.inputs["Roughness"].default_value = 0.9
    surface.inputs["Specular IOR Level"].default_value = 0.1
    if stripe is not None:
        waves = nodes.new("ShaderNodeTexWave")
        waves.bands_direction = "Z"
        waves.inputs["Scale"].default_value = 18.0
        mix = nodes.new("ShaderNodeMix")
        mix.data_type = "RGBA"
        mix.inputs[6].default_value, mix.inputs[7].default_value = (*color, 1), (*stripe, 1)
        coordinates = nodes.new("ShaderNodeTexCoord")
        links.new(coordinates.outputs["Object"], waves.inputs["Vector"])
        links.new(waves.outputs["Fac"], mix.inputs["Factor"])
        links.new(mix.outputs[2], surface.inputs["Base Color"])
    return material


def metal_material(color: Array) -> bpy.types.Material:
    material = bpy.data.materials.new("metal")
    material.use_nodes = True
    surface = material.node_tree.nodes["Principled BSDF"]
    surface.inputs["Base Color"].default_value = (*color, 1)
    surface.inputs["Metallic"].default_value = 0.8
    surface.inputs["Roughness"].default_value = 0.35
    return material
