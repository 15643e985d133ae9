"""Evaluation: what of hand-made gold an extraction found, kind by kind, slot by slot, and each miss."""
