"""Imported by the nursery of Airflow's parts: what most of them, and the tasks that they fork, would import and make.

What is heavy and of one part alone is not here.
"""

import airflow.cli.cli_parser
import airflow.dag_processing.manager
import airflow.jobs.scheduler_job_runner
import airflow.jobs.triggerer_job_runner
import airflow.sdk.execution_time.supervisor
import airflow.sdk.execution_time.task_runner  # noqa: F401
from airflow.models import import_all_models
from sqlalchemy.orm import configure_mappers

import newswire.app
import newswire.tasks.approval
import newswire.tasks.health
import newswire.tasks.polled  # noqa: F401

import_all_models()  # type: ignore[no-untyped-call]
configure_mappers()
