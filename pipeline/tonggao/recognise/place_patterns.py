from __future__ import annotations
class Patterns:
    @classmethod
    def of(cls, rules): return cls()
    def find(self, document, taken, before): return []
