# Banned names as calls and as addresses (banned.h sees only calls), after c.awk.
function bad(name)
{
	printf "%s:%d: %s is banned, see tests/lint/banned.h\n", FILENAME, FNR, name
	failed = 1
}

# Is NAME used as a function in CODE? A member or a longer name is not meant.
function used(name)
{
	if (index(code, name) == 0) return 0
	if (code ~ ("(^|[^A-Za-z0-9_.>])" name "[ \t]*\\(")) return 1
	if (name == "time" || name == "system" || name == "gets") return 0
	return code ~ ("[=(,&?:{][ \t]*" name "[ \t]*([,;)}:]|$)")
}

BEGIN {
	n_all = split("strcpy strcat strncpy strncat sprintf vsprintf strtok gets atoi atol atoll atof " \
	    "system mktemp tmpnam tempnam localtime gmtime mktime ctime asctime " \
	    "sqlite3_preupdate_hook sqlite3_expanded_sql", all, " ")
	n_mem = split("malloc calloc realloc reallocarray strdup strndup", mem, " ")
}
FNR == 1 {
	c_reset()
	# Generators run at build and use nothing of ours.
	may_mem = FILENAME ~ /(^|\/)src\/base\/(mem\.c|gen\/.*)$/
	may_time = FILENAME ~ /(^|\/)src\/base\/(clock\.c|gen\/.*)$/
}
{
	c_line()
	if (code !~ /[a-z]/) next
	for (i = 1; i <= n_all; i++) if (used(all[i])) bad(all[i])
	if (!may_mem) for (i = 1; i <= n_mem; i++) if (used(mem[i])) bad(mem[i])
	if (!may_time && used("time")) bad("time")
	if (code ~ /#[ \t]*undef[ \t]+BANNED|FD_MAY_(MALLOC|TIME)|FD_LINT_BANNED_H/) bad("going round banned.h")
}
END { exit failed }
