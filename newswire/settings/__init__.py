"""Settings: which there are (`fields`), and where their values come from (`sources`)."""

from newswire.settings.fields import CONFIG_FILE, PREFIX, SECRETS_DIR, Settings, SettingsError
from newswire.settings.sources import environment, load, origins, unknown_variables

__all__ = [
    "CONFIG_FILE",
    "PREFIX",
    "SECRETS_DIR",
    "Settings",
    "SettingsError",
    "environment",
    "load",
    "origins",
    "unknown_variables",
]
