#!/usr/bin/env bash
# Resident memory of a gateway under load, with the image's own files and options, as in a container of 512 MiB.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: JAVA_HOME=… bench/memory.sh [--seconds N] [--connections N] [--bytes N]

Assembles what the image runs with a JDK 25 or newer, starts a Vertex stand-in that answers at once, and the gateway with -XX:MaxRAM=512m; where this
user may make a memory cgroup (version 1 or 2), in one with that limit too. Drives it with wrk and prints the peak of its resident memory, in all and
without the pages of files, requests a second, and what was no 200 or took longer than two seconds.

  --seconds N      of load (default 15)
  --connections N  of clients (default 32)
  --bytes N        size of request and answer (default 1024)

Needs: apt-get install curl wrk
TEXT
}

seconds=15 connections=32 bytes=1024
while [ $# -gt 0 ]; do
  case $1 in
    --seconds) seconds=$2 ;;
    --connections) connections=$2 ;;
    --bytes) bytes=$2 ;;
    -h | --help) usage; exit 0 ;;
    *) echo "memory.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  shift 2
done
command -v wrk >/dev/null || { echo "memory.sh: wrk: not found (expected: apt-get install wrk)" >&2; exit 2; }

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
: "${JAVA_HOME:?JAVA_HOME: not set (expected: a JDK, 25 or newer)}"
dir=$(mktemp -d)
stub= gateway= cgroup=
cleanup() {
  for p in $gateway $stub; do kill "$p" 2>/dev/null || true; wait "$p" 2>/dev/null || true; done
  if [ -n "$cgroup" ]; then rmdir "$cgroup" 2>/dev/null || true; fi
  rm -rf "$dir"
}
trap cleanup EXIT

"$root/rhumb" --version >/dev/null # builds the jar if need be
"$root/deploy/image/assemble.sh" "$root/gateway/target/rhumb.jar" "$dir/rhumb" >&2
run=("$dir/rhumb/java/bin/java" "@$dir/rhumb/java.options" -XX:MaxRAM=512m "-XX:AOTCache=$dir/rhumb/rhumb.aot")
export MALLOC_ARENA_MAX=2

await() { # process port log
  for _ in $(seq 300); do
    (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null && return 0
    kill -0 "$1" 2>/dev/null || break
    sleep 0.1
  done
  cat "$3" >&2
  exit 1
}

token=bench-token
printf %s $token >"$dir/token"
"$JAVA_HOME/bin/java" -Xmx512m --sun-misc-unsafe-memory-access=allow -jar "$dir/rhumb/rhumb.jar" stub --region us-central1 --port 19443 --control-port 19543 \
  --project bench --project-number 123456789 --endpoint 1111 --token $token --service-time 0ms --response-bytes "$bytes" \
  --event-loops "$(nproc)" --ca-out "$dir/ca.pem" >"$dir/stub.log" 2>&1 &
stub=$!
await $stub 19443 "$dir/stub.log"

cat >"$dir/gateway.yaml" <<YAML
local-region: us-central1
project: bench
project-number: "123456789"
trust: {pem: "$dir/ca.pem"}
credential: {token-file: "$dir/token"}
models:
  linear:
    targets:
      - {region: us-central1, kind: psc, address: 127.0.0.1, port: 19443, endpoint: "1111"}
YAML

limited=no
if [ -d /sys/fs/cgroup/memory ] && mkdir "/sys/fs/cgroup/memory/rhumb-$$" 2>/dev/null; then
  cgroup=/sys/fs/cgroup/memory/rhumb-$$
  echo 512M >"$cgroup/memory.limit_in_bytes" && limited=yes
elif [ -w /sys/fs/cgroup/cgroup.subtree_control ] && mkdir "/sys/fs/cgroup/rhumb-$$" 2>/dev/null; then
  cgroup=/sys/fs/cgroup/rhumb-$$
  echo 512M >"$cgroup/memory.max" 2>/dev/null && limited=yes
fi
(
  if [ $limited = yes ]; then echo "$BASHPID" >"$cgroup/cgroup.procs"; fi
  exec "${run[@]}" -jar "$dir/rhumb/rhumb.jar" gateway --config "$dir/gateway.yaml" --port 18080 --management-port 18090
) >"$dir/gateway.log" 2>&1 &
gateway=$!
await $gateway 18080 "$dir/gateway.log"
# Until then a platform sends nothing.
for _ in $(seq 200); do curl -sf -o "$dir/ready" http://127.0.0.1:18090/health/ready && break; sleep 0.1; done

awk -v n="$bytes" 'BEGIN { s = "{\"instances\":[[1.0]"; while (length(s) < n - 8) s = s ",[1.25]"; print s "]}" }' | tr -d '\n' >"$dir/body.json"
load=$(BODY_FILE=$dir/body.json wrk -t 1 -c "$connections" -d "${seconds}s" -s "$here/compare/post.lua" --latency http://127.0.0.1:18080/predict | awk '/^RESULT/')
echo '| limit of a cgroup | peak resident, MiB | at the end, MiB | of it not of files, MiB | requests/s | p99, ms | no 200, or late |'
echo '|---|---:|---:|---:|---:|---:|---:|'
awk -v limited=$limited -v load="$load" '
  /^VmHWM/ { peak = $2 / 1024 } /^VmRSS/ { now = $2 / 1024 } /^RssAnon/ { anon = $2 / 1024 }
  END { split(load, l, " "); printf "| %s | %.0f | %.0f | %.0f | %.0f | %.1f | %d |\n", limited, peak, now, anon, l[2] / (l[3] / 1000000), l[5] / 1000, l[6] }' \
  "/proc/$gateway/status"
