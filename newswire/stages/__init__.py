"""The stages: each declared once in `table`, with the module that makes its worker."""
