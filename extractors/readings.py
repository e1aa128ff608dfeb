"""How a phrase is read: an actor's id and code, and whether a name says so."""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN = "---"
"""The country of a code where only the role is known."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a noun phrase is read: an actor's id and code where known."""

    actor: str | None
    code: str | None
    named: bool  # a proper name or a composed institution, not just "gunmen"
