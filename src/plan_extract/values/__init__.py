"""Text to value: numbers, quantities, dates and periods, names of bodies. Pure functions over folded text."""
