"""What each language needs before and after spaCy: words, clitics, sentences, and one Universal Dependencies
view."""


def load_components() -> None:
    """Makes our language and components known to spaCy (an installed package does so by its entry points)."""
    from extractors.languages import arabic, english, lemmatizer, namelists, nametagger, sentences  # noqa: F401
