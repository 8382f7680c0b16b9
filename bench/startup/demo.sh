# Sourced: starts the demo's stand-ins from $dir/rhumb, and leaves in $demo their process and in $config a gateway's configuration over them.
mkdir "$dir/demo"
"$dir/rhumb/java/bin/java" "-Djava.io.tmpdir=$dir/demo" -jar "$dir/rhumb/rhumb.jar" demo --port 0 --management-port 0 >"$dir/demo.log" 2>&1 &
demo=$!
for _ in $(seq 300); do
  grep -q 'Ctrl-C ends it' "$dir/demo.log" && break
  kill -0 "$demo" 2>/dev/null || break
  sleep 0.1
done
grep -q 'Ctrl-C ends it' "$dir/demo.log" || { echo "the demo did not start:" >&2; cat "$dir/demo.log" >&2; exit 1; }
config=$(echo "$dir"/demo/rhumb-demo-*/gateway.yaml)
