"""/equipe: what staff may look at. Nothing is changed from here."""
