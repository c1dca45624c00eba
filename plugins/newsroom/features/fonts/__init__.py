"""Headline font: checks that headlines use only characters that the font has."""
