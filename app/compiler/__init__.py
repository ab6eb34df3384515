"""What a questionnaire does to its catalog: checks that need both, and what is drawn and compared."""
