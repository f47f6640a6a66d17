#!/bin/sh
# shellcheck source=tests/lint/self/lib.inc
. "$(dirname "$0")/lib.inc"

plant man/good.1 <<'M'
.Dd November 22, 2026
.Dt GOOD 1
.Os
.Sh NAME
.Nm good
.Nd is good
M
quiet man
plant man/bad.1 <<'M'
.Dd November 22, 2026
.Dt BAD 1
.Os
.Sh NAME
.Nm bad
.Nd is bad
.Sh DESCRIPTION
.Bl -tag
.Nosuchmacro
M
caught man 'bad.1'
exit $failed
