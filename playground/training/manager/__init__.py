"""Many runs in one process: who trains, who waits, who has gone away."""
