"""What staff see and do: the report, the folder, drafts, the switches."""
