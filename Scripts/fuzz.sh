#!/bin/sh
# Builds the fuzz targets with AddressSanitizer and runs each for FUZZ_SECONDS (ten minutes) on one processor.
#
#   Scripts/fuzz.sh [Target…]      all targets, or those named; FUZZ_SECONDS=60 for a short run
#
# What a run finds lies in Fuzz/.build/findings; the corpus grows in Fuzz/.build/corpus.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
export FUZZ_FONT_STACK="$root/Fonts/stack.json" FUZZ_SCHEMA="$root/Schemas/template.rng" FUZZ_RUBRICS="$root/Rubrics"
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=0}"
[ $# -gt 0 ] || set -- FuzzLineBreaking FuzzTypesetting FuzzLayout FuzzTemplate FuzzAssessment FuzzIndicators FuzzSeal
status=0
for target; do
  swift build --package-path Fuzz -c release -j 2 --product "$target"
  corpus=Fuzz/.build/corpus/$target
  findings=Fuzz/.build/findings/$target
  mkdir -p "$corpus" "$findings"
  case $target in
    FuzzTemplate) seeds=Templates dictionary=-dict=Fuzz/Dictionaries/template.dict ;;
    FuzzAssessment) seeds=Fuzz/Seeds/assessment dictionary=-dict=Fuzz/Dictionaries/assessment.dict ;;
    FuzzIndicators) seeds=Fuzz/Seeds/indicators dictionary=-dict=Fuzz/Dictionaries/indicators.dict ;;
    FuzzSeal) seeds=Fuzz/Seeds/seal dictionary=-dict=Fuzz/Dictionaries/seal.dict ;;
    *) seeds=Fuzz/Seeds/text dictionary= ;;
  esac
  echo "$target: ${FUZZ_SECONDS:-600} seconds"
  Fuzz/.build/release/"$target" -max_total_time="${FUZZ_SECONDS:-600}" -timeout=20 -rss_limit_mb=2048 \
    -max_len=4096 -print_final_stats=1 -verbosity=0 -print_funcs=0 -artifact_prefix="$findings/" $dictionary "$corpus" "$seeds" ||
    status=1
done
exit $status
