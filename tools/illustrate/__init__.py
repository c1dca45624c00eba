"""The magazine's illustrations, drawn by program.

Every story's picture, every desk's emblem and the brand's marks are composed here as SVG
and turned into JPEG or PNG by headless Chromium. Run ``python -m tools.illustrate`` in the
repository's root; the same program always draws the same picture.
"""
