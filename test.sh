#!/usr/bin/env bash
# Checks the format, builds, and runs every suite. Needs the .NET SDK of global.json and nothing else.
# The last line is "N passed, N failed, N skipped" over all suites; the exit code is not zero when anything failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export HOME="${HOME:-/tmp}"
if [[ -z "${TEXTCLASSIFY_DATA:-}" && -d ../shared/data ]]; then
  TEXTCLASSIFY_DATA="$(cd ../shared/data && pwd)"
  export TEXTCLASSIFY_DATA
fi

passed=0 failed=0 skipped=0
reports="$(mktemp -d)"

finish() {
  rm -rf "$reports"
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

run_suite() {
  local project="$1" report="$reports/$1.xml" code=0
  step "$project"
  timeout --kill-after=10 900 dotnet exec "artifacts/bin/$project/release/$project.dll" -noColor -result-xml "$report" || code=$?

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

# What fails here ends the run: there is nothing to test.
failed=1
step "restore"
dotnet restore TextClassify.sln --verbosity quiet
step "format"
dotnet format whitespace TextClassify.sln --verify-no-changes --no-restore
step "build"
dotnet build TextClassify.sln --configuration Release --no-restore --verbosity quiet --nologo
failed=0

for project in tests/*Tests/*.csproj; do
  run_suite "$(basename "$project" .csproj)"
done

# Real Kestrel, a real package, one text and streams: that it runs is the test, its figures are rough.
if [[ -d models/sentiment ]]; then
  step "benchmarks, briefly"
  timeout --kill-after=10 300 dotnet exec artifacts/bin/TextClassify.Benchmarks/release/TextClassify.Benchmarks.dll http || failed=$((failed + 1))
fi

step "done"
((failed == 0))
