"""What Airflow loads of ours by the entry point `airflow.plugins`: the list of hosts that its server answers."""

from typing import Any

from airflow.plugins_manager import AirflowPlugin

from newswire.airflow.hosts import AllowedHosts


class NewswireHostsPlugin(AirflowPlugin):
    """Guards every route of the API server, those of other plugins, too."""

    name = "newswire_hosts"
    fastapi_root_middlewares: list[Any] = [  # noqa: RUF012 - as Airflow has it
        {"middleware": AllowedHosts, "args": [], "kwargs": {}, "name": "newswire_hosts"}
    ]
