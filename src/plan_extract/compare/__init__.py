"""Two plans side by side: what was added, dropped, reworded, moved, given to others, or put off."""
