"""Logs: JSON lines where a machine reads them, coloured lines on a terminal; always on stderr."""

import logging
import sys
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog

from newswire.stream.safe.controls import shown
from newswire.stream.safe.userinfo import without_userinfo


def configure(*, verbose: bool = True) -> None:
    """Sets up structlog for this process; not `verbose` keeps warnings and errors only."""
    terminal = sys.stderr.isatty()
    render: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if terminal
        else structlog.processors.JSONRenderer()
    )
    processors: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    processors.append(structlog.processors.format_exc_info)
    processors.append(_without_secrets)
    if terminal:
        processors.append(_shown)
    structlog.configure(
        processors=[*processors, render],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO if verbose else logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _without_secrets(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """No URL that is logged has userinfo, whoever put it there: a library's exception, too."""
    return _each(event, without_userinfo)


def _shown(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Nothing that is logged steers the terminal."""
    return _each(event, lambda text: shown(text, keep="\n\t"))


def _each(event: MutableMapping[str, Any], change: Callable[[str], str]) -> MutableMapping[str, Any]:
    return {name: _changed(value, change) for name, value in event.items()}


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [_changed(part, change) for part in value]
    return {k: _changed(v, change) for k, v in value.items()} if isinstance(value, dict) else value
