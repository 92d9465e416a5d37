"""Training runs.

`loop/` trains one run: what a step, a probe and an epoch's end are, and the thread that hears
commands between two steps. `run` is that thread from outside, `snapshot` all that others see of
it, `states` its states. `manager/` owns the runs of a process, `store/` the ones on disk, and
`resuming` begins a recorded run and takes one up again.
"""
