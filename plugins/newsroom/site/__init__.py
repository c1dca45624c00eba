"""Types that templates see: views and their parts, the chrome, page heads, and data that several features show."""
