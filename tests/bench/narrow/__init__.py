"""How fast narrowing is beside its peers: the same answer steps, on the same worlds, in the same run."""
