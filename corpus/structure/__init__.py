"""What passages are: kinds, roles, wegwijzers and references, from editable rules."""
