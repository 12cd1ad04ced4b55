"""Asks Airflow's API server whether a component is healthy: `health.py scheduler`; exits 1 where it is not.

The API server reads the heartbeats in the database, so one cheap request stands for `airflow jobs check`, which
loads all of Airflow each time. Standard library only.
"""

import argparse
import json
import sys
import urllib.request

COMPONENTS = ("metadatabase", "scheduler", "dag_processor", "triggerer")


def status(url: str, component: str, timeout_s: float = 10) -> str:
    """The word that Airflow has for the component: `healthy` or `unhealthy`, `absent` where it never ran."""
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with straight.open(f"{url}/api/v2/monitor/health", timeout=timeout_s) as answer:
        seen = json.load(answer)
    return (seen.get(component) or {}).get("status") or "absent"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("component", choices=COMPONENTS)
    parser.add_argument("--url", default="http://airflow-api:8080", help="where the API server answers")
    options = parser.parse_args()
    try:
        seen = status(options.url, options.component)
    except (OSError, ValueError) as e:
        seen = f"unknown: {e}"
    sys.stdout.write(f"{options.component} {seen}\n")
    return 0 if seen == "healthy" else 1


if __name__ == "__main__":
    sys.exit(main())
