"""Where settings come from: defaults < newswire.toml < NEWSWIRE_* environment < flags; and how they are handed on."""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError

from newswire.settings.fields import CONFIG_FILE, PREFIX, SECRETS_DIR, Settings, SettingsError
from newswire.stream.s3.url import place_of

#: what a Path has made of a URL: one slash of two, or none at its end
_ONE_SLASH = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+:)(?:/(?!/)|$)")
#: variables that steer a process rather than set something; the supervisor passes them on
NOT_SETTINGS = frozenset({"NEWSWIRE_PARENT", "NEWSWIRE_AGAIN", "NEWSWIRE_PULSE", "NEWSWIRE_AIRFLOW_HOSTS"})

#: settings that are never read from a file that lies about
SECRETS = frozenset({"state_url", "kafka_password", "watch_secret"})


def load(flags: Mapping[str, Any] | None = None) -> Settings:
    """The settings in force. Flags that are None do not count. Raises SettingsError."""
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    try:
        for secret in SECRETS & (tomllib.loads(CONFIG_FILE.read_text()).keys() if CONFIG_FILE.is_file() else set()):
            raise SettingsError(f"{secret} in {CONFIG_FILE} may hold a password: set {PREFIX}{secret.upper()} instead")
        settings = Settings(**given)
    except ValidationError as e:
        raise SettingsError("; ".join(_explain(error) for error in e.errors())) from e
    except tomllib.TOMLDecodeError as e:
        raise SettingsError(f"{CONFIG_FILE} is not TOML: {e}") from e
    places = {name: _place(name, getattr(settings, name)) for name in ("home", "store", "archive", "shared")}
    return settings.model_copy(update=places | {"home": Path(str(places["home"]))})


def _place(name: str, value: Path | str | None) -> str | None:
    """A folder by its whole path, or a place in a bucket. Raises SettingsError where it is neither."""
    if value is None:
        return None
    try:
        place = place_of(_ONE_SLASH.sub(r"\1//", str(value)) if isinstance(value, Path) else value)
    except ValueError as e:
        raise SettingsError(f"{name} = {value}: {e}") from e
    if isinstance(place, Path):
        return str(place.expanduser().absolute())
    if name == "home":
        raise SettingsError(
            f"home = {place}: must be a folder on this machine; only store, archive and shared may be elsewhere: "
            f'{PREFIX}STORE={place}, or store = "{place}" in {CONFIG_FILE}'
        )
    return str(place)


def _explain(error: Any) -> str:
    name = ".".join(str(part) for part in error["loc"])
    if error["loc"][:1] == ("watch",) and len(error["loc"]) > 1:
        number = int(error["loc"][1]) + 1
        part = ".".join(str(part) for part in error["loc"][2:])
        return f"watch {number}: {part or 'all of it'}: {error['msg']} ([[watch]] in {CONFIG_FILE}; docs/watches.md)"
    if error["type"] == "extra_forbidden":
        return f"there is no setting {name!r} (see `newswire config`)"
    return f"{name} = {error.get('input')!r}: {error['msg']} (flag, {PREFIX}{name.upper()} or {CONFIG_FILE})"


def origins(flags: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Setting -> where its value comes from: flag, the variable, newswire.toml, secret or default."""
    file = tomllib.loads(CONFIG_FILE.read_text()) if CONFIG_FILE.is_file() else {}
    given = {name for name, value in (flags or {}).items() if value is not None}
    found = {}
    for name in Settings.model_fields:
        variable = PREFIX + name.upper()
        if name in given:
            found[name] = "flag"
        elif variable in os.environ:
            found[name] = variable
        elif (SECRETS_DIR / (PREFIX + name).lower()).is_file():
            found[name] = str(SECRETS_DIR)
        elif name in file:
            found[name] = str(CONFIG_FILE)
        else:
            found[name] = "default"
    return found


def unknown_variables() -> list[str]:
    """NEWSWIRE_* variables that set nothing: misspelt, most likely."""
    known = {PREFIX + name.upper() for name in Settings.model_fields} | NOT_SETTINGS
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)


def environment(settings: Settings) -> dict[str, str]:
    """The settings as NEWSWIRE_* variables, for the processes that a command starts."""
    passed: dict[str, str] = {}
    for name, value in settings:
        if isinstance(value, SecretStr):
            value = value.get_secret_value()
        if name == "watch":
            value = json.dumps([watch.model_dump(mode="json", exclude_none=True) for watch in settings.watch])
        elif isinstance(value, tuple):
            value = "[" + ", ".join(f'"{item}"' for item in value) + "]"
        if value is not None:
            passed[PREFIX + name.upper()] = str(value).lower() if isinstance(value, bool) else str(value)
    return passed
