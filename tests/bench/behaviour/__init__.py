"""How well and how fast behaviour ranks; run with `make bench-behaviour`."""
