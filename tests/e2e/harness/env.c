/* The environment of everything a scenario starts: the same on every machine. See run.h. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "run.h"

struct names {
	const char **v;
	size_t n, cap;
};

static void env_add(struct names *env, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void env_add(struct names *env, const char *fmt, ...)
{
	struct buf text = { .n = 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	*vec_push(env) = buf_take(&text);
}

/* Sanitizers would write into the screen: their reports go to files, which run_play looks for. */
static void env_add_sanitizer(struct names *env, const struct run *r, const char *name)
{
	const char *old = getenv(name);

	env_add(env, "%s=%s%slog_path=%s/sanitizer", name, old ? old : "",
	    old && *old ? ":" : "", r->dir);
}

static void env_inherit(struct names *env)
{
	static const char *const kept[] = {
		"PATH=", "GCOV_", "LLVM_PROFILE_FILE=", "LD_LIBRARY_PATH=",
	};

	for (char **e = environ; *e; e++)
		for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
			if (!strncmp(*e, kept[i], strlen(kept[i])))
				env_add(env, "%s", *e);
}

const char **run_env(const struct run *r, const char *name)
{
	struct names env = { .v = NULL };

	env_inherit(&env);
	env_add(&env, "TERM=%s", r->term);
	env_add(&env, "LANG=C.UTF-8");
	env_add(&env, "TZ=UTC");
	env_add(&env, "HOME=%s", r->dir);
	env_add(&env, "DIR=%s", r->dir);
	env_add(&env, "DB=%s", r->db);
	env_add(&env, "FRONTDESK=%s", r->program);
	env_add(&env, "FRONTDESK_LOG=%s/%s.log", r->dir, name);
	if (r->now)
		env_add(&env, "FRONTDESK_CLOCK=%s", r->clock);
	env_add_sanitizer(&env, r, "ASAN_OPTIONS");
	env_add_sanitizer(&env, r, "UBSAN_OPTIONS");
	for (size_t i = 0; i < r->env.n; i++)
		env_add(&env, "%s", r->env.v[i]);
	*vec_push(&env) = NULL;
	return env.v;
}

void run_env_free(const char **env)
{
	for (const char **e = env; *e; e++)
		mem_free((void *)(uintptr_t)*e);
	mem_free(env);
}
