#!/bin/sh
# Installs what is missing from Scripts/debian-packages.txt; does nothing where all is there.
set -eu

list=$(dirname "$0")/debian-packages.txt
missing=
for package in $(sed 's/#.*//' "$list"); do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
  as_root=
elif command -v sudo >/dev/null 2>&1; then
  as_root=sudo
else
  echo "These Debian packages are missing and installing them needs root or sudo:$missing" >&2
  echo "As root, run: apt-get install$missing" >&2
  exit 1
fi

echo "Installing:$missing"
# shellcheck disable=SC2086 # the list is meant to be split into words
{
  DEBIAN_FRONTEND=noninteractive
  export DEBIAN_FRONTEND
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}
