"""What can be set, with defaults and meanings.

Only `newswire/` reads settings; the packages below get arguments. Secrets (`kafka_password`, `watch_secret`, a
password in `state_url`) come from the environment or from a file in /run/secrets, never from newswire.toml.
"""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from newswire.settings.kafka import KafkaSettings
from newswire.settings.watches import WatchSettings
from newswire.stream.s3.path import S3Path
from newswire.stream.s3.url import S3Url, place_of

PREFIX = "NEWSWIRE_"
CONFIG_FILE = Path("newswire.toml")
SECRETS_DIR = Path("/run/secrets")


class SettingsError(Exception):
    """A setting that can't be used; the message names it, its place and the remedy."""


class Settings(WatchSettings, KafkaSettings):
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
    shared: str | None = Field(
        None,
        description="where all machines of a pipe keep what is forgotten, learned aliases and the bytes of letters: a "
        "folder, or s3://bucket/prefix; none is home",
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

    session_s: float = Field(
        10, ge=1, description="seconds that a frozen worker, and on Kafka a dead one, keeps its partitions"
    )

    metrics_listen: str = Field(
        "127.0.0.1:0",
        description="HOST:PORT where a worker serves /live, /ready and /metrics; port 0 is any free one, empty is none",
    )

    max_lag: int = Field(20_000, ge=0, description="records that may wait for a stage before it is red")
    max_age_s: float = Field(1800, gt=0, description="seconds that a record may wait for a stage")
    max_dead: int = Field(100, ge=0, description="dead letters that may be open")
    max_failing_percent: float = Field(5, ge=0, le=100, description="feeds of a hundred that may fail")
    silent_days: float = Field(2, gt=0, description="days without a new entry of a feed that has some each day")
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
    def shared_root(self) -> Path | S3Path:
        """Where that lies which each machine of the pipe must see."""
        place = place_of(self.shared) if self.shared else self.home
        return place if isinstance(place, Path) else S3Path(place)

    @property
    def letters_folder(self) -> Path | S3Path:
        """Where bytes lie that a dead letter can't hold."""
        return self.shared_root / "dead"

    @property
    def forgotten_file(self) -> Path | S3Path:
        return self.shared_root / "forgotten.jsonl"

    @property
    def aliases_file(self) -> Path | S3Path:
        return self.shared_root / "aliases.tsv"

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
