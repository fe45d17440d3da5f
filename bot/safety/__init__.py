"""What protects people: danger is answered first, private data is masked before it is kept."""
