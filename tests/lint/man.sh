#!/bin/sh
# The manual is well formed.
#   tests/lint/man.sh [FOLDER]
cd "${1:-.}" || exit 2
set -- man/*.[1-8]
[ -e "$1" ] || exit 0
mandoc -T lint -W warning "$@"
