"""What can be set of watches: `[[watch]]` in newswire.toml, and how webhooks are signed and tried again."""

from collections import Counter
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_serializer, field_validator
from pydantic_settings import BaseSettings


class WatchSetting(BaseModel):
    """One watch. Its condition is read where watches are opened, which needs a database."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", description="by which its matches are known")
    where: str = Field(min_length=1, description="SQL's WHERE over the columns of the views")
    on: Literal["articles", "threads"] = Field(
        "articles", description="articles with all that is found in them, or what changes in threads"
    )
    notify: SecretStr | None = Field(None, description="webhook that is told; none: only the topic")

    @field_serializer("notify", when_used="json")
    def _told(self, notify: SecretStr | None) -> str | None:
        """For the environment of child processes, as with all secrets."""
        return notify.get_secret_value() if notify else None


class WatchSettings(BaseSettings):
    """The watches' part of the settings."""

    watch: tuple[WatchSetting, ...] = Field((), description="watches ([[watch]]: name, where, on, notify); none is off")
    watch_secret: SecretStr | None = Field(
        None,
        description="signs webhooks of watches (whsec_...); several, for a change of it, stand with blanks between",
    )
    watch_give_up_s: float = Field(
        86_400, gt=0, description="seconds that a webhook is tried before its match is a dead letter"
    )

    @property
    def webhooks(self) -> bool:
        """Whether any watch tells somebody."""
        return any(watch.notify for watch in self.watch)

    @field_validator("watch")
    @classmethod
    def _once(cls, watches: tuple[WatchSetting, ...]) -> tuple[WatchSetting, ...]:
        twice = [name for name, count in Counter(watch.name for watch in watches).items() if count > 1]
        if twice:
            raise ValueError(f"two watches have the name {twice[0]!r}")
        return watches
