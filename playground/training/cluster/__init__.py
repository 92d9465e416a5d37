"""Runs that train on a cluster, behind the same handle as those of this process.

Nothing here imports Ray but `rays`, which is imported where a cluster is asked for.
"""
