"""What all machines of a pipe share, moved from home to where the setting `shared` says."""

import io
from pathlib import Path

import structlog

from newswire.settings import Settings, SettingsError
from newswire.stream.s3.path import AnyPath

log = structlog.get_logger()


def share(settings: Settings) -> None:
    """Copies to `shared` what home had of it before the setting was given; what is there already is left as it is.

    Raises SettingsError where home has a list of what was forgotten that is not part of the shared one: an article that
    only the first names would come back. OSError where the place can't be read or written.
    """
    mine, shared = settings.home / "forgotten.jsonl", settings.forgotten_file
    if shared == mine:
        return
    if mine.is_file() and not _is_part(mine, shared):
        raise SettingsError(
            f"{mine} tells of articles to forget that {shared} does not know: forget them there, too "
            f"(newswire forget URL, with this setting), then move the file away"
        )
    for name in ("aliases.tsv", "dead"):
        for file in _files(settings.home / name):
            to: AnyPath = settings.shared_root / str(file.relative_to(settings.home))
            if not to.is_file():
                _copy(file, to)


def _is_part(mine: Path, shared: AnyPath) -> bool:
    content = mine.read_bytes()
    if not shared.is_file():
        _copy(mine, shared)
        log.info("shared", file=str(mine), to=str(shared))
        return True
    return shared.read_bytes().startswith(content)


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(path.glob("*.bin"))


def _copy(file: Path, to: AnyPath) -> None:
    if isinstance(to, Path):
        to.parent.mkdir(parents=True, exist_ok=True)
        part = to.with_name(to.name + ".part")
        part.write_bytes(file.read_bytes())
        part.replace(to)
    else:
        to.upload(io.BytesIO(file.read_bytes()))
