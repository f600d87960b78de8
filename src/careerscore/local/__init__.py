"""Places and prices: what it pays here, and what that buys."""
