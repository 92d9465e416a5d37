"""Pure functions: numbers -> a plotly figure as a plain dict, as its JavaScript side reads it.

Plain dicts and not `plotly.graph_objects`: importing those takes half a second of the first
page, and building one takes longer than all the rest of a tick.
"""
