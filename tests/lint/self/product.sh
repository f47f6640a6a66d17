#!/bin/sh
# shellcheck source=tests/lint/self/lib.inc
. "$(dirname "$0")/lib.inc"

plant src/base/good.c <<'C'
const char *t = "/tmp/frontdesk-XXXXXX", *u = "/usr/share/frontdesk", *v = "home/anna/x";
/* a mastodon */
C
quiet product

plant src/base/bad.c <<'C'
const char *a = "/home/anna/x";
const char *b = "/root/x";
const char *c = "/tmp/fixed.db";
/* TODO later */
/* FIXME */
/* XXX: hm */
C
plant tests/unit/base/bad.c <<'C'
/* TODO */
C
caught product 'src/base/bad.c:1: a folder' 'src/base/bad.c:2: a folder' 'src/base/bad.c:3: a fixed' \
	'src/base/bad.c:4: work left' 'src/base/bad.c:5: work left' 'src/base/bad.c:6: work left' \
	'tests/unit/base/bad.c:1: work left'
exit $failed
