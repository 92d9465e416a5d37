"""Many runs as one plan: trained most telling first, stopped, taken up again, and read together."""
