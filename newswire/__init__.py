"""The composition root: settings, wiring, command line. The only package that sees all the others."""
