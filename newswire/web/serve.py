"""`newswire web`: the pages for who has no Airflow, on loopback."""

from collections.abc import Callable

from newswire.processes.ports import is_free
from newswire.settings import Settings, SettingsError

HOST = "127.0.0.1"
DEFAULT_PORT = 8090


def serve(settings: Settings, port: int, tell: Callable[[str], None]) -> None:
    """Serves until it is interrupted; tells where. Raises SettingsError where it can't."""
    try:
        import uvicorn

        from newswire.web.app import make_app
    except ImportError as e:
        raise SettingsError(f"the pages need more packages ({e.name}): pip install 'newswire[web]'") from e
    from newswire.web.gate import LocalGate

    if not is_free(port):
        raise SettingsError(f"port {port} is taken: newswire web --port N")
    gate = LocalGate(port)
    application = make_app(settings, gate)
    application.state.sources.touch()
    tell(f"Pages   http://{HOST}:{port}/?token={gate.token}")
    tell("        (this address lets in who has it: keep it to yourself; Ctrl-C ends)")
    config = uvicorn.Config(application, host=HOST, port=port, log_level="warning", access_log=False, ws="none")
    try:
        uvicorn.Server(config).run()
    finally:
        application.state.sources.close()
