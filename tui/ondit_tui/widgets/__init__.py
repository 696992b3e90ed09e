"""What is drawn: lists, the detail, and the lines around them."""
