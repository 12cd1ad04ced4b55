#!/bin/sh
# Writes docker/compose.pinned.yaml, in which each image of others stands with the digest that its tag has now:
#
#   docker/pin-digests.sh
#   docker compose -f docker/compose.yaml -f docker/compose.pinned.yaml up --build --detach
#
# The registry must be reachable. The base image of ours is pinned by `docker/pin-digests.sh --base`, which prints it.
set -eu
cd "$(dirname "$0")"

digest() {
    found=$(docker buildx imagetools inspect "$1" --format '{{.Manifest.Digest}}') || {
        echo "$1: no digest: is the registry reachable, and the tag there?" >&2
        exit 1
    }
    case $found in
    sha256:????????????????????????????????????????????????????????????????) echo "$1@$found" ;;
    *) echo "$1: what was answered is not a digest: $found" >&2 && exit 1 ;;
    esac
}

if [ "${1:-}" = --base ]; then
    base=$(sed -n 's/^FROM \([^ ]*\).*/\1/p' Dockerfile | tail -n 1)
    digest "$base"
    exit
fi
part=compose.pinned.yaml.part
trap 'rm -f "$part"' EXIT
echo "# Written by docker/pin-digests.sh." >"$part"
echo "services:" >>"$part"
awk '/^  [a-z-]+:/ { name = $1 } /^    image: / { print name, $2 }' compose.yaml | while read -r name image; do
    pinned=$(digest "$image")
    printf '  %s {image: %s}\n' "$name" "$pinned" >>"$part"
    echo "$pinned"
done
mv "$part" compose.pinned.yaml
