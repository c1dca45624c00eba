"""Pictures: decoded, resized, encoded again without metadata, and shown as figures."""
