#!/bin/sh
# Installs the Debian packages whose servers the tests start, when it may; otherwise names them in one sentence.
set -eu
wanted="dovecot-imapd dovecot-submissiond dovecot-lmtpd postgresql docker-compose openssl"
missing=""
for package in $wanted; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null; then
    echo "The tests start real servers: install$missing (Debian's names), then run make test again." >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo -n"; else
    echo "The tests start real servers: run 'sudo apt-get install$missing', then make test again." >&2
    exit 1
fi
echo "Installing the servers that the tests start:$missing …"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
