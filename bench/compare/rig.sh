# shellcheck shell=bash disable=SC2034,SC2154 # some of its variables are set, and used, by who sources it
# Sourced by the scripts of bench/, not run: starts stand-ins and proxies that do the same job, and reads what they use. What a script sets
# before: `script` (its name, for messages), `bytes` (of an answer), `workers` (threads of each proxy); and, for streams, `streaming=1` and `method`.
#
# Everything started is ended, and the folder `dir` removed, when the script ends.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
export PATH=$PATH:/usr/sbin
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=$root/gateway/target/rhumb.jar
# As ./rhumb and the image have it.
unsafe=--sun-misc-unsafe-memory-access=allow
"$java" $unsafe -version >/dev/null 2>&1 || unsafe=
hz=$(getconf CLK_TCK)

dir=$(mktemp -d)
declare -A pid port=([rhumb]=18080 [nginx]=18081 [haproxy]=18082 [bare]=18083 [uring]=18084 [jdk]=18087 [spring]=18085 [reference]=18086 [kept]=18186 [metadata]=18286)
started=() groups=()
cleanup() {
  local p
  for p in "${started[@]}"; do kill "$p" 2>/dev/null || true; done
  for p in "${started[@]}"; do wait "$p" 2>/dev/null || true; done
  for p in "${groups[@]}"; do rmdir "$p" 2>/dev/null || true; done
  rm -rf "$dir"
}
trap cleanup EXIT

token=bench-token
printf %s "$token" >"$dir/token"
primary_port=19443 backup_port=19444 slow_port=19445
metadata_port=19446
# What templates that ask for it have.
http2=false credential='{token-file: token}'
server_name=1111-us-central1-123456789.prediction.p.vertexai.goog
path=/v1/projects/bench/locations/us-central1/endpoints/1111:${method:-predict}

needs() { # tool...: ends the script with what to install where one is not there
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || { echo "$script: $tool: not found (expected: apt-get install nginx-light haproxy wrk)" >&2; exit 2; }
  done
}

build_jar() { "$root/rhumb" --version >/dev/null; }

start() { # name command...
  local name=$1
  shift
  "$@" >"$dir/$name.log" 2>&1 &
  pid[$name]=$!
  started+=("$!")
}

await() { # name port
  local _
  for _ in $(seq 600); do
    (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null && return 0
    kill -0 "${pid[$1]}" 2>/dev/null || break
    sleep 0.1
  done
  echo "$script: $1 did not start:" >&2
  cat "$dir/$1.log" >&2
  exit 1
}

# The lines of a template that begin with @STREAMING@ are for streams only.
fill() { # template port [management port] > file
  local off='# '
  [ -z "${streaming:-}" ] || off=
  sed -e "s|@DIR@|$dir|g; s|@PORT@|$2|g; s|@WORKERS@|$workers|g; s|@CA@|$dir/ca.pem|g; s|@TOKEN@|$token|g" \
    -e "s|@PRIMARY_PORT@|$primary_port|g; s|@BACKUP_PORT@|$backup_port|g; s|@SERVER_NAME@|$server_name|g; s|@PATH@|$path|g" \
    -e "s|@STREAMING@|$off|g; s|@MANAGEMENT_PORT@|${3:-18090}|g; s|@BUFFER@|$((bytes + 32768))|g; s|@SLOW_PORT@|$slow_port|g" \
    -e "s|@HTTP2@|$http2|g; s|@CREDENTIAL@|$credential|g; s|@METADATA_PORT@|$metadata_port|g" "$here/$1"
}

# A body of about the wanted size that the stand-in's model accepts.
body() { # bytes > file
  awk -v n="$1" 'BEGIN { s = "{\"instances\":[[1.0]"; while (length(s) < n - 8) s = s ",[1.25]"; print s "]}" }' | tr -d '\n'
}

stub() { # name port [option...]: answers after $service, or at once
  local name=$1 at=$2
  shift 2
  # shellcheck disable=SC2086 # nothing, where this Java does not know it
  start "$name" "$java" $unsafe -Xmx512m -jar "$jar" stub --region us-central1 --port "$at" --control-port $((at + 100)) \
    --project bench --project-number 123456789 --endpoint 1111 --token "$token" --service-time "${service:-0ms}" --rtt 0ms --slots 0 \
    --response-bytes "$bytes" --event-loops "$workers" --ca-out "$dir/$name.pem" "$@"
  await "$name" "$at"
}

regions() { # [option of a stub...]: the endpoint, and the second stub that plays it
  stub primary $primary_port "$@"
  stub backup $backup_port "$@"
  cat "$dir/primary.pem" "$dir/backup.pem" >"$dir/ca.pem"
}

gateway() { # name transport management port [template]
  local run=(-jar "$jar")
  [ -d "$dir/probe" ] && run=(--enable-native-access=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED -cp "$jar:$dir/probe" io.rhumb.gateway.Main)
  fill "${4:-gateway.yaml.template}" "${port[$1]}" "$3" >"$dir/$1.yaml"
  # shellcheck disable=SC2086 # several words
  start "$1" env RHUMB_TRANSPORT="$2" "$java" $unsafe ${RHUMB_JAVA_OPTS:--Xmx256m} "${run[@]}" gateway --config "$dir/$1.yaml"
  await "$1" "${port[$1]}"
  ready "$1" "$3"
}

ready() { # name management port: waits until the gateway has reached a target
  local _
  for _ in $(seq 200); do
    curl -sf -o "$dir/ready" "http://127.0.0.1:$2/health/ready" && return 0
    sleep 0.1
  done
  echo "$script: $1 is not ready: $(curl -s "http://127.0.0.1:$2/health/ready")" >&2
  exit 1
}

bare() {
  # shellcheck disable=SC2086 # several words
  start bare "$java" $unsafe ${RHUMB_JAVA_OPTS:--Xmx256m} -cp "$jar" "$here/BareForwarder.java" "${port[bare]}" $primary_port \
    "$server_name" "$path" "$token" "$dir/ca.pem" "$workers"
  await bare "${port[bare]}"
}

nginx_proxy() {
  fill nginx.conf.template "${port[nginx]}" >"$dir/nginx.conf"
  start nginx nginx -p "$dir" -c "$dir/nginx.conf"
  await nginx "${port[nginx]}"
}

haproxy_proxy() {
  fill haproxy.cfg.template "${port[haproxy]}" >"$dir/haproxy.cfg"
  start haproxy haproxy -f "$dir/haproxy.cfg"
  await haproxy "${port[haproxy]}"
}

# Spring Cloud Gateway, built where there is no jar of it or its sources are newer.
spring_proxy() {
  local source=$here/spring built=$here/spring/target/spring.jar
  if [ ! -f "$built" ] || [ -n "$(find "$source/pom.xml" "$source/src" -newer "$built")" ]; then
    command -v mvn >/dev/null || { echo "$script: mvn: not found (expected: Maven, 3.8 or newer)" >&2; exit 2; }
    echo "$script: building $built" >&2
    mvn -B -q -f "$source/pom.xml" package >"$dir/spring-build.log" 2>&1 || { cat "$dir/spring-build.log" >&2; exit 2; }
  fi
  fill spring/application.yaml.template "${port[spring]}" >"$dir/spring.yaml"
  echo "127.0.0.1 $server_name localhost $(hostname)" >"$dir/hosts"
  # shellcheck disable=SC2086 # several words
  start spring "$java" $unsafe ${RHUMB_JAVA_OPTS:--Xmx256m} -Djdk.net.hosts.file="$dir/hosts" -Dreactor.netty.ioWorkerCount="$workers" \
    -jar "$built" --spring.config.location="$dir/spring.yaml"
  await spring "${port[spring]}"
}

# The service that the gateway grew from; as `kept`, one whose connections and token are kept, and which verifies.
reference_proxy() { # name: reference or kept
  local python=/usr/bin/python3 missing="(expected: apt-get install gunicorn python3-flask python3-requests python3-google-auth)" keep=0
  "$python" -c 'import flask, google.auth, gunicorn, requests' 2>/dev/null || { echo "$script: gunicorn or a library: not found $missing" >&2; exit 2; }
  if [ -z "${pid[metadata]:-}" ]; then
    fill metadata.conf.template "${port[metadata]}" >"$dir/metadata.conf"
    start metadata nginx -p "$dir" -c "$dir/metadata.conf"
    await metadata "${port[metadata]}"
  fi
  [ "$1" = kept ] && keep=1
  # An environment as small as a container's: requests reads all of it each time. Without verification, urllib3 still loads what OpenSSL trusts for
  # each connection: 24 ms where that is a bundle in one file, nothing where it is a folder, as in Debian's own images. google-auth
  # reads the metadata server's host from GCE_METADATA_HOST, older versions from GCE_METADATA_ROOT.
  start "$1" env -i PATH="$PATH" KEEP=$keep PYTHONDONTWRITEBYTECODE=1 SSL_CERT_FILE="$dir/none" \
    GCE_METADATA_HOST="127.0.0.1:${port[metadata]}" GCE_METADATA_ROOT="127.0.0.1:${port[metadata]}" VERTEX_PROJECT_ID=bench \
    PRIMARY_IP="$server_name:$primary_port" PRIMARY_REGION=us-central1 PRIMARY_ID=1111 PRIMARY_CA="$dir/primary.pem" \
    BACKUP_IP="$server_name:$backup_port" BACKUP_REGION=us-central1 BACKUP_ID=1111 BACKUP_CA="$dir/backup.pem" \
    "$python" -m gunicorn --pythonpath "$here" --workers "$workers" --bind "127.0.0.1:${port[$1]}" --log-level warning reference:app
  await "$1" "${port[$1]}"
}

pids() { echo "${pid[$1]}"; pgrep -P "${pid[$1]}" || true; } # name: the process and its children

cpu_micros() { # name: CPU time so far
  local sum=0 p
  for p in $(pids "$1"); do sum=$((sum + $(awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$p/stat"))); done
  echo $((sum * 1000000 / hz))
}

peak() { # name: peak resident MiB of the processes together
  local sum=0 p
  for p in $(pids "$1"); do sum=$((sum + $(awk '/VmHWM/ { print $2 }' "/proc/$p/status"))); done
  echo $((sum / 1024))
}

first() { # name body-file [path]: ends the script where the first answer is no 200
  local code
  code=$(curl -s -o "$dir/first.json" -w '%{http_code}' -X POST -H 'content-type: application/json' --data-binary "@$2" "http://127.0.0.1:${port[$1]}${3:-/predict}")
  [ "$code" = 200 ] || { echo "$script: $1 answered $code: $(head -c 400 "$dir/first.json")" >&2; exit 1; }
}

drive() { # name seconds connections [path] -> requests, microseconds, p50, p99, errors; the body is $BODY_FILE
  wrk -t 1 -c "$3" -d "$2s" -s "$here/post.lua" --latency "http://127.0.0.1:${port[$1]}${4:-/predict}" | awk '/^RESULT/ { $1 = ""; print }'
}

# Load before anything is measured, in short runs: what the JVM sees for the first time when connections end and others come, it compiles anew.
warm() { # name seconds connections [path]
  local _
  echo "warming $1 for $2s" >&2
  for _ in $(seq $((($2 + 4) / 5))); do drive "$1" 5 "$3" "${4:-/predict}" >/dev/null; done
}

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

open_loop() { # connections name=url...: starts the client with a fixed rate; the body is $BODY_FILE
  coproc OPEN_LOOP {
    # shellcheck disable=SC2086 # nothing, where this Java does not know it
    exec "$java" $unsafe -XX:+UseSerialGC -Xmx384m -Xmn256m -cp "$jar" "$here/OpenLoop.java" \
      "$1" "$BODY_FILE" "$dir/ca.pem" "$token" "${@:2}" 2>"$dir/client.log"
  }
  pid[client]=$OPEN_LOOP_PID
  started+=("$OPEN_LOOP_PID")
  exec {ask}>&"${OPEN_LOOP[1]}" {hear}<&"${OPEN_LOOP[0]}"
}

offer() { # name seconds rate seed -> requests, no 200, p50, p99, most, late p50, late p99 (µs), nanoTime at the begin and at the end
  local line
  { kill -0 "${pid[client]}" && echo "$*" >&"$ask" && read -r line <&"$hear" && echo "$line"; } 2>/dev/null && return 0
  echo "$script: the client ended:" >&2
  cat "$dir/client.log" >&2
  exit 1
}

# Holds a process to a share of a core, where this user may make a cgroup (version 1 or 2). In periods of 10 ms, so that what it makes wait, waits shortly.
limit() { # name percent-of-a-core
  local group=/sys/fs/cgroup/cpu/rhumb-$$-$1 v2=/sys/fs/cgroup/rhumb-$$-$1
  if [ -w /sys/fs/cgroup/cpu/cpu.cfs_quota_us ] || mkdir "$group" 2>/dev/null; then
    mkdir -p "$group" && groups+=("$group")
    echo 10000 >"$group/cpu.cfs_period_us" && echo $(($2 * 100)) >"$group/cpu.cfs_quota_us"
  elif mkdir "$v2" 2>/dev/null; then
    group=$v2
    groups+=("$group")
    echo "$(($2 * 100)) 10000" >"$group/cpu.max"
  else
    return 1
  fi 2>/dev/null || return 1
  echo "${pid[$1]}" >"$group/cgroup.procs"
}

jcmd() { "${java%java}jcmd" "${pid[$1]}" "${@:2}"; } # name command...: asks a JVM that was started

collector='-XX:+UseSerialGC -Xlog:gc+heap=info' # what allocated() needs among the options

allocated() { # name: bytes allocated so far, to the room that each thread has taken ahead
  local from to
  read -r from to <<<"$(jcmd "$1" GC.heap_info | awk '/eden space/ { gsub(/[[,]/, ""); print $(NF - 2), $(NF - 1) }')"
  awk -v now=$((to - from)) '/gc,heap/ && /Eden: / { sub(/.*Eden: /, ""); split($0, k, /K[^>]*->/); sum += k[1] - k[2] } END { printf "%.0f\n", sum * 1024 + now }' "$dir/$1.log"
}

probe() { # gateways that are started from here on tell in their logs when an event loop of theirs is late
  mkdir -p "$dir/probe/META-INF/services"
  echo LoopProbe >"$dir/probe/META-INF/services/io.vertx.core.spi.VerticleFactory"
  "${java}c" -d "$dir/probe" -cp "$jar" "$here/LoopProbe.java"
}

metadata() { # a metadata server whose tokens live for two seconds; stand-ins have to accept $token-2 too
  fill rotating-metadata.conf.template 0 >"$dir/metadata.conf"
  start metadata nginx -p "$dir" -c "$dir/metadata.conf"
  await metadata $metadata_port
}
