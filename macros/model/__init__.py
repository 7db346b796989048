"""The one schema of the data: every kind of entity, field by field."""
