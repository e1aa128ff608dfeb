"""What exists: the nouns, the event types, the actors. Imports none of ours, no spaCy, no database."""
