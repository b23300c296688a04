"""Arithmetic of the product: plain Python, no environment, each rule with its worked example."""
