"""A conversation: what kind of turn, what a follow-up stands for, what is said."""
