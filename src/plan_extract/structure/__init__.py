"""What stands where: the frame around the plan, its outline, its paragraphs and its tables."""
