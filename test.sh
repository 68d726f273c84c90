#!/usr/bin/env bash
# Checks the format, builds, and runs every suite. Needs the .NET SDK of global.json; the page's tests need Node and Chromium as well,
# and those of the shared store PostgreSQL. Both are installed with apt-get where that may be done; tests are skipped with the reason where
# they can't run.
# --fuzz [COUNT] runs generated requests instead (200,000), --soak [MINUTES] the service at 70 % load, every answer compared (10 minutes).
# --gpu builds with ONNX Runtime's CUDA package and runs the suites of sessions, batching, registry and endpoints on it: on CUDA where a
# GPU is there, else on the CPU after asking for CUDA in vain. The package is a download of 900 MB.
# The last line is "N passed, N failed, N skipped" over all suites; the exit code is not zero when anything failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export HOME="${HOME:-/tmp}"
# A suite is over before code that was counted first is compiled anew by what was counted: two suites' part of 301 tests took 84 s of a
# processor with it and 35 s without, a project's compilation 46 to 51 and 38.
export DOTNET_TieredPGO=0
if [[ -z "${TEXTCLASSIFY_DATA:-}" && -d ../shared/data ]]; then
  TEXTCLASSIFY_DATA="$(cd ../shared/data && pwd)"
  export TEXTCLASSIFY_DATA
fi

flavor=Cpu artifacts=artifacts
case "${1:-}" in
  "") ;;
  --gpu) flavor=Gpu artifacts=artifacts/gpu ;;
  --fuzz)
    dotnet build tests/TextClassify.IntegrationTests --configuration Release --verbosity quiet --nologo -p:BuildWeb=false
    TEXTCLASSIFY_FUZZ="${2:-200000}" exec dotnet exec \
      artifacts/bin/TextClassify.IntegrationTests/release/TextClassify.IntegrationTests.dll -class "*FuzzTests" -showLiveOutput
    ;;
  --soak)
    dotnet build tests/TextClassify.Benchmarks --configuration Release --verbosity quiet --nologo -p:BuildWeb=false
    exec dotnet exec artifacts/bin/TextClassify.Benchmarks/release/TextClassify.Benchmarks.dll soak "${2:-10}"
    ;;
  *)
    echo "There is no $1; there are --fuzz [COUNT], --soak [MINUTES] and --gpu." >&2
    exit 2
    ;;
esac

passed=0 failed=0 skipped=0
reports="$(mktemp -d)"

# The log of a suite is long: what failed in it stands once more at the end, with its message.
finish() {
  awk '/\[FAIL\]$/ { left = 16; print "" } left > 0 && (/\[FAIL\]$/ || /^      /) { print; left--; next } { left = 0 }' \
    "$reports"/*.log 2> /dev/null || true
  rm -rf "$reports"
  echo
  echo "$passed passed, $failed failed, $skipped skipped"
}
trap finish EXIT

step() {
  echo
  echo "== $* ($SECONDS s)"
}

# The value of an attribute of the report's <assembly> element.
count() {
  sed -n "s/.*<assembly [^>]*\b$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1
}

# The project, then what chooses among its tests.
run_suite() {
  local project="$1" report="$reports/$1.xml" code=0
  shift
  step "$project" "$@"
  timeout --kill-after=10 900 dotnet exec "$artifacts/bin/$project/release/$project.dll" -noColor -result-xml "$report" "$@" \
    > >(tee "$reports/$project.log") || code=$?

  local suite_passed="" suite_failed="" suite_skipped="" errors=""
  if [[ -s "$report" ]]; then
    suite_passed="$(count passed "$report")"
    suite_failed="$(count failed "$report")"
    suite_skipped="$(count skipped "$report")"
    errors="$(count errors "$report")"
  fi

  # A suite that crashed, or that found nothing to run, has failed even though no test says so.
  if [[ -z "$suite_passed" || -z "$suite_failed" || -z "$suite_skipped" || -z "$errors" ]]; then
    echo "$project wrote no report (exit code $code)."
    failed=$((failed + 1))
    return
  fi

  if ((suite_failed + errors == 0 && (code != 0 || suite_passed == 0))); then
    echo "$project ended with exit code $code after $suite_passed passed tests."
    errors=1
  fi

  passed=$((passed + suite_passed))
  failed=$((failed + suite_failed + errors))
  skipped=$((skipped + suite_skipped))
}

if ! dotnet --version > /dev/null; then
  echo "The .NET SDK of global.json was not found: https://dotnet.microsoft.com/download/dotnet/10.0"
  failed=1
  exit 1
fi

# What is missing, its packages, and the commands of which one tells that it is there.
install() {
  local without="$1" packages="$2"
  shift 2
  if command -v "$@" > /dev/null || ! command -v apt-get > /dev/null; then
    return
  fi
  local as_root=()
  if ((EUID != 0)); then
    sudo -n true 2> /dev/null || return 0
    as_root=(sudo -n)
  fi
  step "$packages"
  # shellcheck disable=SC2086
  {
    "${as_root[@]}" apt-get update -qq &&
      "${as_root[@]}" apt-get install -y -qq --no-install-recommends $packages
  } > /dev/null || echo "$without"
}

# The page's own logic, without a browser.
run_web() {
  local web=src/TextClassify.Web report="$reports/web.json"
  if [[ ! -d "$web/node_modules" ]]; then
    echo "The page's packages are not installed; its tests are skipped."
    return
  fi
  step "TextClassify.Web"
  (cd "$web" && timeout --kill-after=10 300 npx vitest run --reporter=default --reporter=json --outputFile="$report") || true
  local web_passed="" web_failed=""
  if [[ -s "$report" ]]; then
    web_passed="$(sed -n 's/.*"numPassedTests":\([0-9]*\).*/\1/p' "$report" | head -n 1)"
    web_failed="$(sed -n 's/.*"numFailedTests":\([0-9]*\).*/\1/p' "$report" | head -n 1)"
  fi
  if [[ -z "$web_passed" || "$web_passed" == 0 || -z "$web_failed" ]]; then
    echo "TextClassify.Web wrote no report."
    failed=$((failed + 1))
    return
  fi
  passed=$((passed + web_passed))
  failed=$((failed + web_failed))
}

# What fails here ends the run: there is nothing to test.
failed=1
if [[ $flavor == Gpu ]]; then
  for project in TextClassify.UnitTests TextClassify.IntegrationTests TextClassify.Benchmarks; do
    step "build $project on ONNX Runtime's CUDA package"
    dotnet restore "tests/$project" --locked-mode --verbosity quiet -p:OnnxRuntimeFlavor=Gpu
    dotnet build "tests/$project" --configuration Release --no-restore --verbosity quiet --nologo -p:OnnxRuntimeFlavor=Gpu -p:BuildWeb=false
  done
  failed=0
  run_suite TextClassify.UnitTests -namespace "*.Sessions" -namespace "*.Batching" -namespace "*.Slots" -namespace "*.Registry" \
    -namespace "*.Loading" -namespace "*.Kinds.*"
  run_suite TextClassify.IntegrationTests -namespace "*.Classify" -namespace "*.Explain" -namespace "*.HiddenStates" \
    -namespace "*.Language" -namespace "*.Models" -namespace "*.Maps" -namespace "*.Aspects" -namespace "*.OpenInference" \
    -namespace "*.Imported" -namespace "*.Kinds"
  step "parity and speed by provider"
  dotnet exec "$artifacts/bin/TextClassify.Benchmarks/release/TextClassify.Benchmarks.dll" providers || failed=$((failed + 1))
  step "done"
  ((failed == 0))
  exit
fi
# Programs that only tests need come while the build has the processors; they tell what they did below.
tools="$reports/tools.log"
{
  install "Chromium could not be installed; the page's browser tests are skipped." "chromium fonts-liberation" \
    chromium chromium-browser google-chrome
  install "nats-server could not be installed; the tests of nodes at a broker are skipped." nats-server nats-server /usr/sbin/nats-server
  install "promtool could not be installed; the tests of the Prometheus rules are skipped." prometheus promtool
  install "PostgreSQL could not be installed; the tests of the shared store are skipped." postgresql \
    /usr/lib/postgresql/{15,16,17,18}/bin/initdb
} > "$tools" 2>&1 &
installing=$!

step "restore"
# Packages as the lock files have them, by hash.
dotnet restore TextClassify.sln --locked-mode --verbosity quiet
step "format"
dotnet format whitespace . --folder --include src/ tests/ --verify-no-changes
step "build"
dotnet build TextClassify.sln --configuration Release --no-restore --verbosity quiet --nologo
failed=0

wait "$installing" || true
cat "$tools"
run_web
for project in tests/*Tests/*.csproj; do
  run_suite "$(basename "$project" .csproj)"
done

# Real Kestrel, a real package, one text and streams: that it runs is the test, its figures are rough.
if [[ -d models/sentiment ]]; then
  step "benchmarks, briefly"
  timeout --kill-after=10 300 env -u DOTNET_TieredPGO \
    dotnet exec artifacts/bin/TextClassify.Benchmarks/release/TextClassify.Benchmarks.dll http ||
    failed=$((failed + 1))
fi

step "done"
((failed == 0))
