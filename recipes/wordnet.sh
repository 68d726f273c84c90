#!/usr/bin/env bash
# Writes WordNet 3.0 as one text a synset, JSON lines: its words, what it is a kind of (four levels up), its gloss.
set -euo pipefail
folder="${1:?usage: recipes/wordnet.sh FOLDER > wordnet.jsonl   (Debian: apt-get install wordnet-base, FOLDER /usr/share/wordnet)}"
awk '
function hex(digits,   i, n) {
  for (i = 1; i <= length(digits); i++) n = n * 16 + index("0123456789abcdef", substr(digits, i, 1)) - 1
  return n
}
FNR == 1 { part = FILENAME; sub(/.*\./, "", part) }
/^  / { next }
{
  gloss = substr($0, index($0, "|") + 1)
  at = part $1
  count = hex($4)
  names = ""
  for (i = 0; i < count; i++) { word = $(5 + 2 * i); sub(/\(.*\)$/, "", word); gsub(/_/, " ", word); names = names (i ? ", " : "") word }
  pointers = $(5 + 2 * count)
  for (i = 0; i < pointers; i++) {
    p = 6 + 2 * count + 4 * i
    if (($p == "@" || $p == "@i") && !(at in above)) above[at] = part $(p + 1)
  }
  words[at] = names; glosses[at] = gloss; order[++synsets] = at
}
END {
  for (i = 1; i <= synsets; i++) {
    at = order[i]; text = words[at]
    up = at
    for (level = 0; level < 4 && (up in above); level++) { up = above[up]; text = text " is " words[up] }
    text = text " : " glosses[at]
    gsub(/[\\"]/, " ", text); gsub(/[[:space:]]+/, " ", text)
    printf "{\"text\": \"%s\"}\n", text
  }
}' "$folder/data.noun" "$folder/data.verb" "$folder/data.adj" "$folder/data.adv"
