"""What the DAGs in dags/ share, and what Airflow is told of their runs. Nothing here is imported by the commands."""
