"""The operator's pages: one small web app, mounted in Airflow or standing alone (`newswire web`)."""

#: where Airflow has them
MOUNT = "/newswire"
