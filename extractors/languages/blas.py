"""Which matrix product the networks use: numpy's OpenBLAS is two to three times faster than BLIS on many
machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language


def use_fast_products(nlp: Language | None = None) -> None:
    """Turns BLIS off for all networks to come, and for every layer of a loaded pipeline."""
    from thinc.api import get_current_ops

    _turn_off(get_current_ops())
    for _, component in nlp.pipeline if nlp else ():
        model: Any = getattr(component, "model", None)
        if hasattr(model, "walk"):
            for layer in model.walk():
                _turn_off(layer.ops)


def _turn_off(ops: Any) -> None:
    if getattr(ops, "use_blis", False):
        ops.use_blis = False
