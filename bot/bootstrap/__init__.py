"""Make the two environments; standard library only, since nothing is installed yet."""
