"""Matching for many texts: compiled, and complete in what it promises; the only part that imports numba."""
