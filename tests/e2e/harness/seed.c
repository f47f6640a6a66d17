/*
 * Databases to begin with. Making a demo site takes seconds and fifty scenarios want the same one,
 * so each is made once by the program and then copied. The cache is keyed by the program file and
 * by everything that goes into the data; entries of older builds of the same program are removed.
 * Scenarios run side by side: a lock file lets one make an entry while the others wait for it.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "child.h"
#include "db.h"
#include "run.h"

#define MAKE_MS 300000

/* --- the name of an entry -------------------------------------------------------------------- */

/* FNV-1a, 64 bits: names of files, nothing that must withstand an attack. */
static uint64_t hash_text(uint64_t h, const char *text)
{
	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	return (h ^ '\n') * UINT64_C(0x100000001b3);
}

#define HASH_START UINT64_C(0xcbf29ce484222325)

static uint64_t hash_build(const char *program)
{
	char text[128];
	struct stat st;

	if (stat(program, &st))
		return 0;
	text_fmt(text, sizeof text, "%lld %lld %lld %ld", (long long)st.st_ino,
	    (long long)st.st_size, (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
	return hash_text(HASH_START, text);
}

static uint64_t hash_content(const struct run *r, const struct scn_line *l)
{
	char now[32];
	uint64_t h = hash_text(HASH_START, text_fmt(now, sizeof now, "%lld", (long long)r->now));

	for (size_t i = 0; i < r->env.n; i++)
		h = hash_text(h, r->env.v[i]);
	for (int i = 0; i < l->count; i++)
		h = hash_text(h, l->word[i].text);
	return h;
}

struct entry {
	char owner[32];         /* which program file; */
	char prefix[64];        /* and which build of it: entries of other builds are old */
	char *path;
};

static void entry_name(const struct run *r, const struct scn_line *l, struct entry *e)
{
	struct buf path = { .n = 0 };

	text_fmt(e->owner, sizeof e->owner, "%08x-",
	    (unsigned)hash_text(HASH_START, r->program));
	text_fmt(e->prefix, sizeof e->prefix, "%s%016llx-", e->owner,
	    (unsigned long long)hash_build(r->program));
	buf_printf(&path, "%s/%s%016llx.db", r->cache, e->prefix,
	    (unsigned long long)hash_content(r, l));
	e->path = buf_take(&path);
}

static void remove_old(const struct run *r, const struct entry *e)
{
	DIR *d = opendir(r->cache);

	for (const struct dirent *f; d && (f = readdir(d));)
		if (!strncmp(f->d_name, e->owner, strlen(e->owner)) &&
		    strncmp(f->d_name, e->prefix, strlen(e->prefix)))
			unlinkat(dirfd(d), f->d_name, 0);
	if (d)
		closedir(d);
}

/* --- making and copying ---------------------------------------------------------------------- */

/* One call of the program on the database at PATH: -d PATH VERB WORDS. */
static bool call(struct run *r, const char *path, const char *verb, const struct scn_line *l)
{
	int words = l ? l->count - 1 : 0, status;
	const char **argv = mem_array((size_t)words + 5, sizeof *argv);
	const char **env = run_env(r, "seed");
	struct buf out = { .n = 0 };

	argv[0] = r->program;
	argv[1] = "-d";
	argv[2] = path;
	argv[3] = verb;
	for (int i = 0; i < words; i++)
		argv[4 + i] = l->word[1 + i].text;
	status = child_run(argv, env, r->dir, MAKE_MS, &out);
	if (status)
		run_fail(r, "%s ended with status %d\n%s", verb, status, buf_str(&out));
	run_env_free(env);
	mem_free(argv);
	buf_free(&out);
	return !status;
}

static bool settle(struct run *r, const char *path)
{
	struct buf problem = { .n = 0 };

	if (!db_settle(path, &problem))
		run_fail(r, "the database says: %s", buf_str(&problem));
	buf_free(&problem);
	return !r->failure.n;
}

static bool make(struct run *r, const struct scn_line *l, const char *path)
{
	char *fresh = run_path(r, "seed.db");
	bool demo = !strcmp(l->word[0].text, "demo");
	bool done = call(r, fresh, "init", demo ? NULL : l) &&
	    (!demo || call(r, fresh, "demo", l)) && settle(r, fresh);
	struct buf copy = { .n = 0 };

	if (done) {             /* the scenario's folder may be on another file system */
		const char *argv[] = { "cp", "--reflink=auto", fresh, NULL, NULL };
		buf_printf(&copy, "%s.new", path);
		argv[3] = copy.s;
		done = (!child_run(argv, NULL, NULL, MAKE_MS, &r->said) && !rename(copy.s, path)) ||
		    run_fail(r, "%s: %s", path, strerror(errno));
		buf_free(&copy);
	}
	unlink(fresh);
	mem_free(fresh);
	return done;
}

static bool make_once(struct run *r, const struct scn_line *l, const struct entry *e)
{
	struct buf lock = { .n = 0 };
	bool done = true;
	int fd;

	mkdir(r->cache, 0777);
	buf_printf(&lock, "%s.lock", e->path);
	fd = open(lock.s, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0 || flock(fd, LOCK_EX)) {
		done = run_fail(r, "%s: %s", lock.s, strerror(errno));
	} else if (access(e->path, R_OK)) {
		remove_old(r, e);
		done = make(r, l, e->path);
	}
	if (fd >= 0)
		close(fd);
	buf_free(&lock);
	return done;
}

static bool copy_file(struct run *r, const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0660);
	char part[1 << 16];
	ssize_t n = -1;

	while (in >= 0 && out >= 0 && (n = read(in, part, sizeof part)) > 0)
		if (write(out, part, (size_t)n) != n) {
			n = -1;
			break;
		}
	if (in >= 0)
		close(in);
	if (out >= 0 && close(out))
		n = -1;
	return n == 0 || run_fail(r, "%s: %s", to, strerror(errno));
}

static bool seed_made(struct run *r, const struct scn_line *l)
{
	struct entry e;
	bool done;

	entry_name(r, l, &e);
	alarm(0);               /* making it is not the scenario's time */
	done = (!access(e.path, R_OK) || make_once(r, l, &e)) && copy_file(r, e.path, r->db);
	run_rearm(r);
	mem_free(e.path);
	return done;
}

/* --- SQL ------------------------------------------------------------------------------------- */

static char *find_file(const struct run *r, const struct scn_line *l, const char *name)
{
	char *path = scn_beside(l->file, name);
	struct buf fixture = { .n = 0 };

	if (!access(path, R_OK))
		return path;
	mem_free(path);
	buf_printf(&fixture, "%s/tests/fixtures/%s", r->top, name);
	return buf_take(&fixture);
}

static bool seed_sql(struct run *r, const struct scn_line *l)
{
	static char init[] = "init";
	struct scn_word word = { .text = init, .n = sizeof init - 1 };
	const struct scn_line fresh = { .file = l->file, .word = &word, .count = 1 };
	char *path = find_file(r, l, l->word[0].text);
	struct buf sql = { .n = 0 }, problem = { .n = 0 };
	bool done = !access(r->db, F_OK) || seed_made(r, &fresh);

	if (done && !scn_slurp(path, &sql))
		done = run_fail(r, "%s: %s", path, strerror(errno));
	if (done && !db_exec(r->db, buf_str(&sql), &problem))
		done = run_fail(r, "%s: %s", path, buf_str(&problem));
	mem_free(path);
	buf_free(&sql);
	buf_free(&problem);
	return done;
}

bool seed_run(struct run *r, const struct scn_line *l)
{
	const char *what = l->word[0].text;
	size_t n = strlen(what);

	if (n > 4 && !strcmp(what + n - 4, ".sql"))
		return seed_sql(r, l);
	if (strcmp(what, "init") && strcmp(what, "demo"))
		return run_fail(r, "seed takes init, demo or a file FILE.sql");
	return seed_made(r, l);
}
