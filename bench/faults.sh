#!/usr/bin/env bash
# Plays the whole table of faults in its full form against the packaged gateway, and prints the scorecard.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: bench/faults.sh [--short] [--rows NUMBERS]

Builds the gateway, starts it as a process beside stand-ins of its regions, brings about every fault of the scorecard in the README, with
unary requests and with streams, and prints the card. It is also written to gateway/target/scorecard.md.

  --short         the form that runs with every build: about two and a half minutes instead of half an hour
  --rows NUMBERS  only these, comma-separated, such as 6,17b
TEXT
}

form=full rows=
while [ $# -gt 0 ]; do
  case $1 in
    --short) form=short ;;
    --rows)
      [ $# -gt 1 ] || { echo "faults.sh: --rows: nothing (expected: numbers, such as 6,17b)" >&2; exit 2; }
      rows=$2
      shift
      ;;
    -h | --help) usage; exit 0 ;;
    *) echo "faults.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  shift
done

cd "$(dirname "$0")/.."
card=gateway/target/scorecard.md
rm -f "$card"
# Only this suite: no unit test has such a name, and of the integration tests one has.
status=0
mvn -B -q verify -pl gateway -am -Dfaults="$form" -Drows="$rows" \
  -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=FaultSuiteIT -Dfailsafe.failIfNoSpecifiedTests=false || status=$?
# Once more, below all that Maven had to say.
[ ! -f "$card" ] || cat "$card"
exit "$status"
