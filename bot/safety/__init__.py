"""What protects people: danger is answered first, private data is masked before anything is kept."""
