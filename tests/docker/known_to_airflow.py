"""Run in a process of its own: says what of variables and commands the Airflow of this environment does not know.

stdin: `{"variables": {name: value}, "commands": [[word, ...], ...]}`; stdout: a JSON list of complaints.
"""

import contextlib
import io
import json
import sys

from airflow.cli.cli_parser import get_parser
from airflow.configuration import conf

#: what the type of an option in Airflow's own description accepts
TYPES = {"boolean": {"true", "false"}, "integer": int, "float": float}


def complain_about_variable(name: str, value: str) -> str | None:
    """Why Airflow would not take the variable as it is meant; None where it does."""
    _, section, key = name.lower().split("__", 2)
    by_command = key.endswith("_cmd")
    key = key.removesuffix("_cmd")
    option = conf.configuration_description.get(section, {}).get("options", {}).get(key)
    if option is None:
        return f"{name}: no such option"
    if by_command:
        return None if (section, key) in conf.sensitive_config_values else f"{name}: takes no command"
    # some booleans are described as strings
    kind = TYPES["boolean"] if str(option["default"]) in {"True", "False"} else TYPES.get(option["type"])
    if isinstance(kind, set):
        return None if value.lower() in kind else f"{name}: {value!r} is not of type {option['type']}"
    try:
        if kind:
            kind(value)
    except ValueError:
        return f"{name}: {value!r} is not of type {option['type']}"
    return None


def complain_about_command(words: list[str]) -> str | None:
    """Why Airflow's command line would refuse the words; None where it does not."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            get_parser().parse_args(words)
    except SystemExit:
        return f"airflow {' '.join(words)}: {said.getvalue().strip()[-200:]}"
    return None


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    found = [complain_about_variable(name, value) for name, value in asked["variables"].items()]
    found += [complain_about_command(words) for words in asked["commands"]]
    sys.stdout.write(json.dumps([complaint for complaint in found if complaint]) + "\n")
