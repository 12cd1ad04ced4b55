"""`python -m newswire` is `newswire`."""

from newswire.cli import main

main()
