#!/usr/bin/env bash
# Drives the gateway, nginx and HAProxy in turn with the same load over the same upstream, and prints one table.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: bench/compare.sh [--rounds N] [--seconds N] [--warmup N] [--connections N] [--bytes N] [--workers N] [--only NAMES]

Starts two Vertex stand-ins, the gateway over epoll and over io_uring, nginx and HAProxy, all doing the same job (path, Host and Authorization rewritten,
verified TLS upstream, keep-alive, retry on 503), and a bare Vert.x forwarder, which does not retry. Drives each in turn with wrk. Prints the median over the rounds of requests a
second, p50, p99 and CPU microseconds per request of the proxy alone, its peak resident memory, and the ratio of its CPU to HAProxy's.

  --rounds N       alternating rounds (default 5)
  --seconds N      measured seconds for each proxy and round (default 8)
  --warmup N       seconds of load before the first round, for each proxy (default 20: the JVM compiles)
  --connections N  client connections (default 32)
  --bytes N        size of request and answer (default 1024)
  --workers N      threads of each proxy (default: one for each core)
  --only NAMES     comma-separated, of rhumb,uring,bare,nginx,haproxy (default: all); uring is the gateway over io_uring

Needs: apt-get install nginx-light haproxy wrk
TEXT
}

rounds=5 seconds=8 warmup=20 connections=32 bytes=1024 workers=$(nproc) only=rhumb,uring,bare,nginx,haproxy
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2 ;;
    --seconds) seconds=$2 ;;
    --warmup) warmup=$2 ;;
    --connections) connections=$2 ;;
    --bytes) bytes=$2 ;;
    --workers) workers=$2 ;;
    --only) only=$2 ;;
    -h | --help) usage; exit 0 ;;
    *) echo "compare.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  shift 2
done

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
export PATH=$PATH:/usr/sbin
for tool in wrk nginx haproxy; do
  command -v $tool >/dev/null || { echo "compare.sh: $tool: not found (expected: apt-get install nginx-light haproxy wrk)" >&2; exit 2; }
done

dir=$(mktemp -d)
declare -A pid port
started=()
cleanup() {
  for p in "${started[@]}"; do kill "$p" 2>/dev/null || true; done
  for p in "${started[@]}"; do wait "$p" 2>/dev/null || true; done
  rm -rf "$dir"
}
trap cleanup EXIT

start() { # name command...
  local name=$1
  shift
  "$@" >"$dir/$name.log" 2>&1 &
  pid[$name]=$!
  started+=("$!")
}

await() { # name port
  for _ in $(seq 200); do
    (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null && return 0
    kill -0 "${pid[$1]}" 2>/dev/null || break
    sleep 0.1
  done
  echo "compare.sh: $1 did not start:" >&2
  cat "$dir/$1.log" >&2
  exit 1
}

token=bench-token
printf %s "$token" >"$dir/token"
primary_port=19443 backup_port=19444
server_name=1111-us-central1-123456789.prediction.p.vertexai.goog
path=/v1/projects/bench/locations/us-central1/endpoints/1111:predict
port=([rhumb]=18080 [nginx]=18081 [haproxy]=18082 [bare]=18083 [uring]=18084)

fill() { # template port [management port] > file
  sed -e "s|@DIR@|$dir|g; s|@PORT@|$2|g; s|@WORKERS@|$workers|g; s|@CA@|$dir/ca.pem|g; s|@TOKEN@|$token|g" \
    -e "s|@PRIMARY_PORT@|$primary_port|g; s|@BACKUP_PORT@|$backup_port|g; s|@SERVER_NAME@|$server_name|g; s|@PATH@|$path|g" \
    -e "s|@MANAGEMENT_PORT@|${3:-18090}|g; s|@BUFFER@|$((bytes + 32768))|g" "$here/compare/$1"
}

# A body of about the wanted size that the stand-in's model accepts.
awk -v n="$bytes" 'BEGIN { s = "{\"instances\":[[1.0]"; while (length(s) < n - 8) s = s ",[1.25]"; print s "]}" }' | tr -d '\n' >"$dir/body.json"
export BODY_FILE=$dir/body.json

"$root/rhumb" --version >/dev/null # builds the jar if need be
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=$root/gateway/target/rhumb.jar
stub() { # name port
  local name=$1 at=$2
  start "$name" "$java" -Xmx512m -jar "$jar" stub --region us-central1 --port "$at" --control-port $((at + 100)) \
    --project bench --project-number 123456789 --endpoint 1111 --token "$token" --service-time 0ms --rtt 0ms --slots 0 \
    --response-bytes "$bytes" --event-loops "$workers" --ca-out "$dir/$name.pem"
  await "$name" "$at"
}
stub primary $primary_port
stub backup $backup_port
cat "$dir/primary.pem" "$dir/backup.pem" >"$dir/ca.pem"

fill nginx.conf.template "${port[nginx]}" >"$dir/nginx.conf"
fill haproxy.cfg.template "${port[haproxy]}" >"$dir/haproxy.cfg"
wanted() { case ",$only," in *",$1,"*) ;; *) return 1 ;; esac; }
names=()
gateway() { # name transport management port
  wanted "$1" || return 0
  fill gateway.yaml.template "${port[$1]}" "$3" >"$dir/$1.yaml"
  # shellcheck disable=SC2086 # several words
  start "$1" env RHUMB_TRANSPORT="$2" "$java" ${RHUMB_JAVA_OPTS:--Xmx256m} -jar "$jar" gateway --config "$dir/$1.yaml"
  await "$1" "${port[$1]}"
  names+=("$1")
}
gateway rhumb '' 18090
gateway uring io_uring 18091
if wanted bare; then
  # shellcheck disable=SC2086 # several words
  start bare "$java" ${RHUMB_JAVA_OPTS:--Xmx256m} -cp "$jar" "$here/compare/BareForwarder.java" "${port[bare]}" $primary_port \
    "$server_name" "$path" "$token" "$dir/ca.pem" "$workers"
  await bare "${port[bare]}"
  names+=(bare)
fi
if wanted nginx; then start nginx nginx -p "$dir" -c "$dir/nginx.conf"; await nginx "${port[nginx]}"; names+=(nginx); fi
if wanted haproxy; then start haproxy haproxy -f "$dir/haproxy.cfg"; await haproxy "${port[haproxy]}"; names+=(haproxy); fi

pids() { echo "${pid[$1]}" $(pgrep -P "${pid[$1]}" || true); }
ticks() { # CPU ticks of a proxy and its children
  local sum=0 p
  for p in $(pids "$1"); do sum=$((sum + $(awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$p/stat"))); done
  echo $sum
}
peak() { # peak resident MiB of the processes together
  local sum=0 p
  for p in $(pids "$1"); do sum=$((sum + $(awk '/VmHWM/ { print $2 }' "/proc/$p/status"))); done
  echo $((sum / 1024))
}
drive() { # name seconds -> requests, microseconds, p50, p99, errors
  wrk -t 1 -c "$connections" -d "$2s" -s "$here/compare/post.lua" --latency "http://127.0.0.1:${port[$1]}/predict" | awk '/^RESULT/ { $1 = ""; print }'
}

hz=$(getconf CLK_TCK)
for name in "${names[@]}"; do
  code=$(curl -s -o "$dir/first.json" -w '%{http_code}' -X POST -H 'content-type: application/json' --data-binary "@$dir/body.json" "http://127.0.0.1:${port[$name]}/predict")
  [ "$code" = 200 ] || { echo "compare.sh: $name answered $code: $(head -c 400 "$dir/first.json")" >&2; exit 1; }
  echo "warming $name for ${warmup}s" >&2
  drive "$name" "$warmup" >/dev/null
done
for round in $(seq "$rounds"); do
  for name in "${names[@]}"; do
    before=$(ticks "$name")
    read -r requests micros p50 p99 errors <<<"$(drive "$name" "$seconds")"
    after=$(ticks "$name")
    cpu=$(((after - before) * 1000000 / hz))
    echo "$name $requests $micros $p50 $p99 $errors $cpu" >>"$dir/results"
    echo "round $round/$rounds $name: $((requests * 1000000 / micros)) requests/s, $((cpu / requests)) µs CPU, $errors errors" >&2
  done
done

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
column() { awk -v n="$1" "\$1 == n { print $2 }" "$dir/results" | median; }
base=0
wanted haproxy && base=$(column haproxy '$7 / $2')
printf '\n%s, %s cores, %s; %s bytes, %s connections, %s threads each, median of %s rounds of %s s\n\n' \
  "$(date -u +%Y-%m-%d)" "$(nproc)" "$("$java" -version 2>&1 | head -n 1)" "$bytes" "$connections" "$workers" "$rounds" "$seconds"
printf '| proxy | requests/s | p50 µs | p99 µs | CPU µs/request | × HAProxy | peak MiB | errors |\n|---|---|---|---|---|---|---|---|\n'
for name in "${names[@]}"; do
  cpu=$(column "$name" '$7 / $2')
  printf '| %s | %.0f | %.0f | %.0f | %.1f | %s | %s | %s |\n' "$name" "$(column "$name" '$2 * 1000000 / $3')" \
    "$(column "$name" '$4')" "$(column "$name" '$5')" "$cpu" \
    "$(awk -v c="$cpu" -v b="$base" 'BEGIN { if (b > 0) printf "%.2f", c / b; else printf "-" }')" \
    "$(peak "$name")" "$(awk -v n="$name" '$1 == n { s += $6 } END { print s + 0 }' "$dir/results")"
done
