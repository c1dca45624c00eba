"""Magazine's own data, out of magazine.toml: its names, place, accounts, contacts and colours."""
