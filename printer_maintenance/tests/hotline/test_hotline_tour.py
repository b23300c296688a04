"""The hotline in Chromium, by keyboard alone."""
