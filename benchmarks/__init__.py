"""What things cost; the application needs none of it."""
