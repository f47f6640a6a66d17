#!/bin/sh
# shellcheck source=tests/lint/self/lib.inc
. "$(dirname "$0")/lib.inc"

plant src/desk/cover.c <<'C'
bool f(const struct client *c) { return c->restricted && c.restricted; }
C
plant src/desk/demo_client.c <<'C'
void f(struct client *c) { c->restricted = 1; }
C
plant src/data/client.c <<'C'
void f(struct client *c, struct appointment_row *a) { c->restricted = 1; a->client[0] = '\0'; }
C
plant src/screen/good.c <<'C'
/* a->restricted, a->patient: not here */
bool f(int64_t client_id) { return a->client_id == client_id && !strcmp(name, "restricted"); }
int restricted_rows, x = s.restricted_rows + s->client_rows + v->client(3);
C
quiet cover

plant src/screen/bad.c <<'C'
bool a = c->restricted;
bool b = cards.v[i].restricted ;
const char *c = row->client;
const char *d = row.patient[0] ? row.patient : "";
C
plant src/desk/find.c <<'C'
	rc = search_find(s, typed, day, 20, &hits, e);
C
plant src/cmd/worse.c <<'C'
	rc = search_find(s, typed, day, 20, &hits, e);
C
plant src/cmd/bad.c <<'C'
bool hidden = card->restricted && !may;
C
plant src/desk/bad.c <<'C'
	x = by->client;
C
caught cover 'src/screen/bad.c:1: whether' 'src/screen/bad.c:2: whether' \
	'src/screen/bad.c:3: the name' 'src/screen/bad.c:4: the name' \
	'src/cmd/bad.c:1: whether' 'src/cmd/worse.c:1: who may be found' 'src/desk/bad.c:1: the name'
exit $failed
