"""The DAG that deletes once a day what need not be kept: topics, archive, staging, store, and Airflow's own past."""

from airflow.sdk import dag, get_current_context, task

from newswire.tasks.shared import STORE_POOL, ours


@dag(
    dag_display_name="Retain",
    description="Deletes what is too old: topics, archive, staged files, days of the store, Airflow's runs and logs",
    schedule="10 3 * * *",
    **ours(__file__, tags=["store"]),
)
def retain() -> None:
    @task
    def topics_and_archive() -> dict[str, int]:
        """Records beyond their topic's days, answers beyond `archive_days`, files that a dead writer left staged."""
        from newswire.tasks.store import tidy

        return tidy()

    @task(pool=STORE_POOL)
    def store() -> dict[str, int]:
        """Days before the last `store_days`, and rows that were re-enriched before the last `superseded_days`."""
        from newswire.tasks.store import tidy_store

        return tidy_store()

    @task
    def airflow_database() -> None:
        """Airflow's runs, task instances and events older than `airflow_days`; the last run of each DAG stays."""
        from newswire.settings import load
        from newswire.tasks.airflow_clean import clean_database

        ti = get_current_context()["ti"]
        clean_database(load().airflow_days, ti.dag_id, ti.run_id)

    @task
    def airflow_logs() -> int:
        """Logs of Airflow's tasks and processes that nobody wrote to for `airflow_days`; returns how many files."""
        import time
        from pathlib import Path

        from airflow.configuration import conf

        from newswire.settings import load
        from newswire.tasks.airflow_clean import clean_logs

        return clean_logs(
            Path(conf.get_mandatory_value("logging", "base_log_folder")), load().airflow_days, time.time()
        )

    topics_and_archive() >> store()
    airflow_database() >> airflow_logs()


retain()
