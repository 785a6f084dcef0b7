"""Plan files, as `parse` wrote them or a person edited them: taken apart, each value with its place, read back."""
