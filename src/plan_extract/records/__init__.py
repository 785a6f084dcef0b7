"""What is promised to users: one Pydantic type a file, fixed field by field."""
