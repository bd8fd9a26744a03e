#!/bin/sh
# Does whatever is still to do: vocabulary, tokenised pairs, training. Killed at any time, it goes on where it was.
#   run_all.sh HOME [CONFIG]      HOME holds pairs/ and development/, and gets work/
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=${1:?usage: run_all.sh HOME [CONFIG]}
config=${2:-$here/config/quarry-edge.yaml}
python=${PYTHON:-python3}
mkdir -p "$home/work"
exec 9>"$home/work/lock"
flock -n 9 || { echo "$home/work/lock: held, so training runs already; end it first" >&2; exit 1; }
export PYTHONPATH="$here" OMP_NUM_THREADS=1
# Large blocks come back from the heap instead of being mapped and cleared anew at each operation: a tenth faster.
malloc=glibc.malloc
export GLIBC_TUNABLES="$malloc.hugetlb=1:$malloc.mmap_threshold=4294967296:$malloc.trim_threshold=8589934592:$malloc.top_pad=268435456:$malloc.arena_max=1"
step() { "$python" -m quarry_training "$@" --config "$config" --home "$home"; }
[ -e "$home/work/tokenizer/tokenizer_config.json" ] || step tokenizer
[ -e "$home/work/pairs/kinds.json" ] || step pairs
step train
