"""Salesclerk: a guided-selling engine. Importing this package does nothing."""
