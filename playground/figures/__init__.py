"""Pure functions: numbers -> a plotly figure as a plain dict, as its JavaScript side reads it.

Plain dicts and not `plotly.graph_objects`, which check every attribute: building one takes longer
than all the rest of a tick.
"""
