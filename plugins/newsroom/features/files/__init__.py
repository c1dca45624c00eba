"""Files: documents and recordings, published without metadata, or refused."""
