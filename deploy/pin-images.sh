#!/usr/bin/env bash
# Prints the Dockerfile's base images with the digests their names have today, as build arguments:
#   docker build $(deploy/pin-images.sh) -t textclassify .
# Keep the line in the pipeline's own log or file, and an image can be built again from the same bases. Needs docker buildx.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

sed -n 's/^ARG \([A-Z]*_IMAGE\)=\(.*\)$/\1 \2/p' Dockerfile | while read -r name image; do
  digest="$(docker buildx imagetools inspect "$image" --format '{{.Manifest.Digest}}')"
  [[ "$digest" == sha256:* ]] || { echo "$image has no digest: $digest" >&2; exit 1; }
  echo "--build-arg $name=$image@$digest"
done
