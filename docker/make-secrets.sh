#!/bin/sh
# Makes the passwords and keys that compose.yaml mounts as secrets; leaves alone those that are there.
#
#   docker/make-secrets.sh            into docker/secrets
#   docker/make-secrets.sh FOLDER     elsewhere
#
# The folder is closed to others (0700). The files in it are readable (0644), since Compose mounts each as it is,
# and the users inside the containers are not the one who made it.
set -eu
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
chmod 700 "$folder"
cd "$folder"
umask 022

keep() { # name: writes stdin into the file, unless there is one
    test -s "$1" || { cat > "$1.new" && mv "$1.new" "$1" && echo "made $1" >&2; }
}
random() { head -c "$1" /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

random 24 | keep postgres_password
random 24 | keep newswire_db_password
random 24 | keep airflow_db_password
printf 'postgresql+psycopg://newswire:%s@postgres:5432/newswire' "$(cat newswire_db_password)" | keep newswire_state_url
printf 'whsec_%s' "$(head -c 32 /dev/urandom | base64 | tr -d '\n')" | keep newswire_watch_secret
printf 'postgresql+psycopg://airflow:%s@postgres:5432/airflow' "$(cat airflow_db_password)" | keep airflow_db_url
head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\n' | keep airflow_fernet_key
random 32 | keep airflow_jwt_secret
random 32 | keep airflow_api_secret_key
printf '{"admin": "%s"}' "$(random 9)" | keep airflow_passwords.json
