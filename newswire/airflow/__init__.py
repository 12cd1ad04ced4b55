"""Airflow for the pipe: its environment, its processes."""
