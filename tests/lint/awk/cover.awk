# Members that hold or tell a client's name, after c.awk. (`x` is what a message says to the
# client, `c` a cover.)
FNR == 1 { c_reset() }
{
	c_line()
	if (code ~ /(->|\.)restricted([^A-Za-z0-9_]|$)/)
		bad("whether a name may be seen is desk/cover.h's to say")
	else if (code ~ /(^|[^A-Za-z0-9_])(a|r|v|row|by)(->|\.)client([^A-Za-z0-9_(]|$)/ ||
	    (code ~ /(->|\.)patient([^A-Za-z0-9_(]|$)/ && code !~ /(^|[^A-Za-z0-9_])(x->|c\.)patient/))
		bad("the name of who is booked comes from desk/cover.h")
	else if (code ~ /(^|[^A-Za-z0-9_])search_find[ \t]*\(/ && FILENAME !~ /^src\/desk\//)
		bad("who may be found is desk/find.h's to say")
}
function bad(why)
{
	printf "%s:%d: %s\n", FILENAME, FNR, why
	failed = 1
}
END { exit failed }
