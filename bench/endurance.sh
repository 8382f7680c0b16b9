#!/usr/bin/env bash
# Runs the packaged gateway under load for a long time: while its configuration changes every second, and while regions fall ill.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: bench/endurance.sh [--short] [reload | soak]

Builds the gateway, starts it as a process beside three regions, and asks without a pause.

  reload    ten minutes, in which the configuration of one of two gateways changes every second, every fifth time to one that it has to
            refuse: no request fails, the other gateway is no quicker, and nothing grows
  soak      half an hour of mixed load, with streams, hedges and HTTP/2, in which one region after the other falls ill and recovers: no
            request fails, what the answers, the metrics and the regions have counted is the same, and nothing grows or is left behind

Without a word both are run, one after the other.

  --short   the forms that run with every build: some seconds each
TEXT
}

form=full tests=ReloadLoadIT,SoakIT
while [ $# -gt 0 ]; do
  case $1 in
    --short) form=short ;;
    reload) tests=ReloadLoadIT ;;
    soak) tests=SoakIT ;;
    -h | --help) usage; exit 0 ;;
    *) echo "endurance.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  shift
done

cd "$(dirname "$0")/.."
# Only these: no unit test has such a name.
exec mvn -B -q verify -pl gateway -am -Dreload="$form" -Dsoak="$form" \
  -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test="$tests" -Dfailsafe.failIfNoSpecifiedTests=false
