"""Reading + lexicon -> claims."""
