"""Pure functions: numbers -> a figure as a plain dict in Plotly's words, as its painter reads it.

Plain dicts and not `plotly.graph_objects`, which check every attribute: building one takes longer
than all the rest of a tick.
"""
