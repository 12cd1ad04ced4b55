"""Words for a run: what a task leaves here becomes the note of its run, which the UI shows beside the run itself."""

from typing import NoReturn

from airflow.sdk import get_current_context
from airflow.sdk.exceptions import AirflowFailException

#: the XCom that `newswire.tasks.plugin` makes a run's note
NOTE = "newswire_note"
#: Airflow keeps no more characters of one
MAX_NOTE = 1000


def note(text: str) -> None:
    """Makes this the note of the run at hand."""
    context = get_current_context()
    context["ti"].xcom_push(NOTE, text if len(text) <= MAX_NOTE else text[: MAX_NOTE - 4] + " ...")


def red(text: str) -> NoReturn:
    """Fails the task for good, with these words as its error and the run's note: trying again would not help."""
    note(text)
    raise AirflowFailException(text)
