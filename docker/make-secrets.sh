#!/bin/sh
# Makes the secrets of compose.yaml, once: sh docker/make-secrets.sh [folder]
# What exists is never overwritten. The files are readable for every user, because each container runs as a user of its
# own; the folder is for you alone. Keep a copy: without secret-key names and phone numbers cannot be read again.
set -eu
folder=${1:-"$(dirname "$0")/secrets"}
umask 022
mkdir -p "$folder"
chmod 700 "$folder"
cd "$folder"

# So many random bytes as hexadecimal digits, which need no escaping in an address.
random() { od -An -v -tx1 -N "$1" /dev/urandom | tr -d ' \n'; }
keep() {
  if [ -e "$1" ]; then echo "kept $1"; return; fi
  printf '%s\n' "$2" >"$1"
  chmod 444 "$1"
  echo "made $1"
}

keep database-owner-password "$(random 24)"
owner=$(cat database-owner-password)
# In the network of compose.yaml, which leads nowhere else, there is no TLS.
keep database-admin-url "postgres://yousu_owner:$owner@postgres:5432/yousu?sslmode=disable"
keep database-url "postgres://yousu_app:$(random 24)@postgres:5432/yousu?sslmode=disable"
keep intake-password "$(random 24)"
keep secret-key "$(head -c 32 /dev/urandom | base64 | tr -d '\n')"
keep admin-password "$(random 8)"
