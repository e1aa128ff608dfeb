"""The errors a user may meet: each says what, where, what was possible and what to do.

KGError
├── UsageError    the command cannot be carried out as it was given   (exit code 2)
├── DataError     a knowledge file holds a line that cannot be used    (exit code 1)
├── ReadError     an article cannot be read; the others are            (exit code 3)
└── StoreError    a store cannot be reached, opened, read or written   (exit code 1)
"""


class KGError(Exception):
    """Root of all errors that the command line shows as one line, without traceback."""

    exit_code = 1


class UsageError(KGError):
    """A name, flag or value that does not exist; the message lists what does."""

    exit_code = 2


class DataError(KGError):
    """A line of a knowledge file (lexicon, gazetteer, ontology, query) that cannot be used."""


class ReadError(KGError):
    """An article that cannot be read: it is refused with this reason and the rest goes on."""

    exit_code = 3


class StoreError(KGError):
    """A store that does not answer, is locked, or refuses a query."""
