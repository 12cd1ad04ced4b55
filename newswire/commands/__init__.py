"""The sub-commands, one file for each kind; `newswire/cli.py` loads the one that is asked for."""
