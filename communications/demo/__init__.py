"""What communications bring to the demonstration: people to write to, and what was written to them, when."""
