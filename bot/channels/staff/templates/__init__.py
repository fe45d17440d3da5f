"""The HTML of the staff pages."""
