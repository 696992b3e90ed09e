"""What is packed: compressed files and archives, read as what is inside."""
