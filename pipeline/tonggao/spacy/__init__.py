"""The face for spaCy users: `result.doc`, `tonggao.load()`, and `add_pipe("tonggao")` in any Chinese pipeline."""
