"""Figures that were not measured here: published benchmarks, each with its source, its date and its traps."""
