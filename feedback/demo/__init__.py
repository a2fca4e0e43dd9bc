"""What feedback brings to the demonstration: what people said, what was learned from it, and what was not."""
