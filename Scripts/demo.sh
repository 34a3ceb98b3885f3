#!/bin/sh
# Writes the report of every example below Examples/ and prints for each its path, pages, result and time.
# Usage: Scripts/demo.sh PROGRAM FOLDER
set -eu

program=$1
folder=$2
mkdir -p "$folder"
for assessment in Examples/*/centre.yml; do
  name=$(basename "$(dirname "$assessment")")
  "$program" report "$assessment" -o "$folder/$name.pdf"
done

# One of them again under a consultancy's brand.
"$program" report Examples/lanchuan-bank/centre.yml --brand Examples/brands/yunshan/brand.yml \
  -o "$folder/lanchuan-bank-yunshan.pdf"

# Three years of one centre, the last in another edition.
"$program" compare Examples/lanchuan-history/2023.yml Examples/lanchuan-history/2024.yml \
  Examples/lanchuan-history/2025.yml -o "$folder/lanchuan-history.pdf"
