"""A small news site of our own on loopback, with feeds in RSS 2.0, Atom and RDF, that publishes while you watch."""
