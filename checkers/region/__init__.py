"""The form `region`: a set of grid cells, listed or drawn."""

from checkers.region.form import Region, read_region

__all__ = ["Region", "read_region"]
