#!/usr/bin/env bash
# Many clients who ask a gateway at the same instant, as soon as it is ready.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: JAVA_HOME=… bench/burst.sh [--rounds N] [--clients N] [--image FOLDER]... [--keep FOLDER] [--starved]

Assembles what the image runs with a JDK 25 or newer, unless a folder is named into which deploy/image/assemble.sh has put it; with more than one --image, such as
one of an older version, they take turns. In each round a Vertex stand-in and the gateway are started, both cold; once the gateway says that it is ready, all clients send
one request over connections that stand. Prints when the first of them, half of them and all were answered, how many handshakes the stand-in has counted, and what
was no 200.

  --rounds N      alternating rounds (default 5)
  --clients N     (default 80: what Cloud Run sends an instance at once)
  --image FOLDER  (default: assembled)
  --keep FOLDER   put there the logs and the metrics of every round in which something was no 200
  --starved       all of it at the least priority, beside two processes that keep the machine busy for 0.3 to 3 s at a time

Needs: apt-get install curl
TEXT
}

rounds=5 clients=80 images=() keep='' starved=''
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2 ;;
    --clients) clients=$2 ;;
    --image) images+=("$2") ;;
    --keep) keep=$2 ;;
    --starved) starved=1; shift; continue ;;
    -h | --help) usage; exit 0 ;;
    *) echo "burst.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  shift 2
done
: "${JAVA_HOME:?JAVA_HOME: not set (expected: a JDK, 25 or newer)}"

script=burst.sh bytes=1024 workers=$(nproc)
# shellcheck source-path=SCRIPTDIR source=compare/rig.sh
. "$(dirname "$0")/compare/rig.sh"
needs curl
build_jar
if [ ${#images[@]} -eq 0 ]; then
  "$root/deploy/image/assemble.sh" "$jar" "$dir/image" >&2
  images=("$dir/image")
fi

# Busy and idle in turns, always the same.
burn() { # seed
  RANDOM=$1
  local until
  while :; do
    until=$((${EPOCHREALTIME/./} + 300000 + RANDOM * 2700000 / 32768))
    while [ "${EPOCHREALTIME/./}" -lt $until ]; do :; done
    sleep 0.$((1 + RANDOM % 9))
  done
}

if [ -n "$starved" ]; then
  start burn1 burn 1
  start burn2 burn 2
  renice -n 19 $$ >/dev/null
fi
body "$bytes" >"$dir/body.json"
"${java}c" -d "$dir" "$here/Burst.java"

keep_round() { # name
  mkdir -p "$keep/$1"
  cp "$dir/rhumb.log" "$dir/primary.log" "$dir/backup.log" "$keep/$1"
  curl -sf http://127.0.0.1:18090/metrics >"$keep/$1/metrics"
}

end() { # name
  kill "${pid[$1]}" 2>/dev/null || true
  wait "${pid[$1]}" 2>/dev/null || true
}

for round in $(seq "$rounds"); do
  for image in "${images[@]}"; do
    regions
    fill gateway.yaml.template "${port[rhumb]}" 18090 >"$dir/rhumb.yaml"
    start rhumb "$image/java/bin/java" "@$image/java.options" -XX:MaxRAM=512m "-XX:AOTCache=$image/rhumb.aot" -jar "$image/rhumb.jar" gateway --config "$dir/rhumb.yaml"
    await rhumb "${port[rhumb]}"
    ready rhumb 18090
    read -r first half all wrong <<<"$("$java" -cp "$dir" Burst "${port[rhumb]}" "$clients" "$dir/body.json")"
    handshakes=$(curl -sf "http://127.0.0.1:$((primary_port + 100))/counters" | sed 's/.*"handshakes":\([0-9]*\).*/\1/')
    echo "$image $first $half $all $handshakes $wrong" >>"$dir/results"
    echo "round $round/$rounds $image: first $first, half $half, all $all ms, $handshakes handshakes, $wrong no 200" >&2
    [ "$wrong" = 0 ] || [ -z "$keep" ] || keep_round "$round-$(basename "$image")"
    for name in rhumb primary backup; do end "$name"; done
  done
done

column() { awk -v n="$1" "\$1 == n { print $2 }" "$dir/results" | median; }
printf '\n%s, %s cores, %s; %s clients at once, median of %s rounds\n\n' "$(date -u +%Y-%m-%d)" "$(nproc)" "$("$java" -version 2>&1 | head -n 1)" "$clients" "$rounds"
printf '| image | first, ms | half, ms | all, ms | handshakes | no 200 |\n|---|---:|---:|---:|---:|---:|\n'
for image in "${images[@]}"; do
  printf '| %s | %.0f | %.0f | %.0f | %.0f | %s |\n' "$image" "$(column "$image" '$2')" "$(column "$image" '$3')" "$(column "$image" '$4')" "$(column "$image" '$5')" \
    "$(awk -v n="$image" '$1 == n { s += $6 } END { print s + 0 }' "$dir/results")"
done
