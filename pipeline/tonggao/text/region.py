"""Placeholder until inference stands."""

from __future__ import annotations


def infer(text: str, script: str) -> tuple[str, str]:
    return "", "none"
