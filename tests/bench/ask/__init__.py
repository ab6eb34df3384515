"""What is measured of asking: run with `make bench-ask`."""
