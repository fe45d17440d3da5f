"""What staff see and do: the report, the staff pages, the switches."""
