"""What can be set, and where it was: defaults < newswire.toml < NEWSWIRE_* environment < flags.

Only `newswire/` reads settings; the packages below get arguments. Secrets (a password in `state_url`) come from
the environment or from a file in /run/secrets, never from newswire.toml.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from stream.s3.path import S3Path
from stream.s3.url import S3Url, place_of

PREFIX = "NEWSWIRE_"
CONFIG_FILE = Path("newswire.toml")
SECRETS_DIR = Path("/run/secrets")
#: what a Path has made of a URL: one slash of two, or none at its end
_ONE_SLASH = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+:)(?:/(?!/)|$)")
#: variables that steer a process rather than set something; the supervisor passes them on
NOT_SETTINGS = frozenset({"NEWSWIRE_PARENT", "NEWSWIRE_AGAIN"})


class SettingsError(Exception):
    """A setting that can't be used; the message names it, its place and the remedy."""


class Settings(BaseSettings):
    """Every setting with its default; `newswire config` prints what is in force and from where."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        secrets_dir=SECRETS_DIR if SECRETS_DIR.is_dir() else None,
    )

    home: Path = Field(Path("~/.newswire"), description="folder of all that the pipe keeps")
    allow_private: bool = Field(False, description="reach private and loopback addresses, too")
    kafka: str | None = Field(None, description="bootstrap servers HOST:PORT[,...]; none is the embedded broker")
    state_url: SecretStr | None = Field(None, description="SQLAlchemy URL of the feed state; none is SQLite in home")
    store_readable: bool = Field(
        False, description="let others on this machine read home's store/; the rest of home is its owner's alone"
    )
    store: str | None = Field(
        None, description="where the store lies: a folder, or s3://bucket/prefix; none is in home"
    )
    archive: str | None = Field(
        None, description="where the archive of answers lies: a folder, or s3://bucket/prefix; none is in home"
    )
    contact: str | None = Field(None, description="URL or mail address that the User-Agent names to publishers")

    poll_s: int = Field(60, ge=5, description="seconds between two runs of poll_feeds")
    desk_s: int = Field(300, ge=1, description="seconds between two polls of a desk while it is active")
    normal_s: int = Field(900, ge=1, description="the same of a normal feed with 6 entries an hour, or of a new one")
    tail_s: int = Field(3600, ge=1, description="the same of a tail feed")
    feed_max_bytes: int = Field(15_000_000, ge=1, description="decoded size of a feed, bytes")

    archive_days: int = Field(14, ge=0, description="days that answers are kept as WARC files; 0 keeps none")

    websub_callback: str | None = Field(None, description="public URL at which hubs reach websub_listen; none is off")
    websub_listen: str = Field("127.0.0.1:8085", description="HOST:PORT where `newswire websub` listens")

    fetch_max_bytes: int = Field(10_000_000, ge=1, description="decoded size of a page, bytes")
    fetch_total_s: float = Field(28, gt=0, description="seconds for one request in all")
    fetch_attempts: int = Field(3, ge=1, description="tries of a page before the feed's own text stands in")
    robots: bool = Field(True, description="leave pages alone that robots.txt asks us to; feeds, which you name, never")
    host_delay_s: float = Field(1.0, ge=0, description="seconds between two requests to one host")
    revisit_s: tuple[float, ...] = Field(
        (3600, 21600, 86400, 604800), description="seconds after its first fetch at which a page is visited again"
    )
    gone_s: float = Field(600, ge=0, description="seconds from the first look at a page that is gone to the second")
    extract_s: float = Field(5, gt=0, description="seconds for the extraction of one page")
    extract_processes: int = Field(1, ge=1, description="child processes that extract, for each fetch worker")

    enrichers: tuple[str, ...] = Field(
        ("entities", "times", "attribution", "figures"),
        description="what tags, in this order; package:factory names anybody's",
    )
    enrich_s: float = Field(10, gt=0, description="CPU seconds for the tags of one article, before it passes untagged")

    flush_s: float = Field(60, gt=0, description="seconds that the store gathers records before it writes")
    flush_records: int = Field(5000, ge=1, description="records that the store writes at most at once")

    store_days: int = Field(0, ge=0, description="days that the store keeps; 0 keeps all")
    superseded_days: int = Field(
        0, ge=0, description="days that it keeps what a later enrichment has superseded; 0 keeps all"
    )

    fetch_workers: int = Field(1, ge=1, description="fetch workers that `newswire up` starts")
    enrich_workers: int = Field(1, ge=1, description="enrich workers that `newswire up` starts")
    store_workers: int = Field(1, ge=1, description="store workers that `newswire up` starts")

    max_lag: int = Field(20_000, ge=0, description="records that may wait for a stage before it is red")
    max_age_s: float = Field(1800, gt=0, description="seconds that a record may wait for a stage")
    max_dead: int = Field(100, ge=0, description="dead letters that may be open")
    max_failing_percent: float = Field(5, ge=0, le=100, description="feeds of a hundred that may fail")
    silent_days: float = Field(2, gt=0, description="days without a new entry of a feed that has some each day")
    max_beat_s: float = Field(60, gt=0, description="seconds that a worker may be silent")
    min_free_mb: int = Field(1000, ge=0, description="megabytes that are to be free on each disk")
    airflow_days: int = Field(14, ge=1, description="days that Airflow's own runs and logs are kept")
    notify_url: SecretStr | None = Field(None, description="webhook that is told of failures; none is off")
    notifiers: tuple[str, ...] = Field((), description="Airflow notifiers of failures, each as package:factory")
    airflow_url: str | None = Field(None, description="where Airflow's API server answers; none: as `up` started it")

    @property
    def store_root(self) -> Path | S3Url:
        return place_of(self.store) if self.store else self.home / "store"

    @property
    def archive_root(self) -> Path | S3Path:
        place = place_of(self.archive) if self.archive else self.home / "archive"
        return place if isinstance(place, Path) else S3Path(place)

    @property
    def forgotten_file(self) -> Path:
        return self.home / "forgotten.jsonl"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, file_secret_settings, TomlConfigSettingsSource(settings_cls, CONFIG_FILE)


def load(flags: Mapping[str, Any] | None = None) -> Settings:
    """The settings in force. Flags that are None do not count. Raises SettingsError."""
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    try:
        if CONFIG_FILE.is_file() and "state_url" in tomllib.loads(CONFIG_FILE.read_text()):
            raise SettingsError(f"state_url in {CONFIG_FILE} may hold a password: set {PREFIX}STATE_URL instead")
        settings = Settings(**given)
    except ValidationError as e:
        raise SettingsError("; ".join(_explain(error) for error in e.errors())) from e
    except tomllib.TOMLDecodeError as e:
        raise SettingsError(f"{CONFIG_FILE} is no TOML: {e}") from e
    places = {name: _place(name, getattr(settings, name)) for name in ("home", "store", "archive")}
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
            f"home = {place}: a folder on this machine is wanted; what may lie there are store and archive: "
            f'{PREFIX}STORE={place}, or store = "{place}" in {CONFIG_FILE}'
        )
    return str(place)


def _explain(error: Any) -> str:
    name = ".".join(str(part) for part in error["loc"])
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
        if isinstance(value, tuple):
            value = "[" + ", ".join(f'"{item}"' for item in value) + "]"
        if value is not None:
            passed[PREFIX + name.upper()] = str(value).lower() if isinstance(value, bool) else str(value)
    return passed
