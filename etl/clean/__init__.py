"""Typed coercion: text expressions in, (value, fault, note) expressions out. No guess is made in silence."""
