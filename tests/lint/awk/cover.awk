# Members that hold or tell a client's name, after c.awk.
FNR == 1 { c_reset() }
{
	c_line()
	if (code ~ /(->|\.)restricted([^A-Za-z0-9_]|$)/)
		bad("whether a name may be seen is desk/cover.h's to say")
	else if (code ~ /(->|\.)(client|patient)([^A-Za-z0-9_(]|$)/)
		bad("the name of who is booked comes from desk/cover.h")
}
function bad(why)
{
	printf "%s:%d: %s\n", FILENAME, FNR, why
	failed = 1
}
END { exit failed }
