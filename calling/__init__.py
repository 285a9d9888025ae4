"""What a call is, and who may place one: pure, knows no Flask and no database."""
