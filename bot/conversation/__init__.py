"""One message's road, from any channel to a turn and back."""
