"""Pages that are made from data say what the data say."""

from __future__ import annotations

from pathlib import Path

from ontology.document import page

DOCS = Path(__file__).parent.parent / "docs"


def test_the_page_of_the_ontology_is_that_of_its_files() -> None:
    assert (DOCS / "ontology.md").read_text(encoding="utf-8") == page(), (
        "run: python -m ontology.document docs/ontology.md"
    )
