-- Two databases, each with an owner that sees nothing of the other. Runs once, on an empty volume.
\set ON_ERROR_STOP on
\set newswire_password `cat /run/secrets/newswire_db_password`
\set airflow_password `cat /run/secrets/airflow_db_password`

CREATE ROLE newswire LOGIN PASSWORD :'newswire_password';
CREATE DATABASE newswire OWNER newswire;
REVOKE CONNECT ON DATABASE newswire FROM PUBLIC;

CREATE ROLE airflow LOGIN PASSWORD :'airflow_password';
CREATE DATABASE airflow OWNER airflow;
REVOKE CONNECT ON DATABASE airflow FROM PUBLIC;
