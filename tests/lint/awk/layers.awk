# Include check over layers.txt: awk -f layers.awk layers.txt FILE... (paths as src/... include/...).
function glob(pattern, name,    re)
{
	re = pattern
	gsub(/\./, "[.]", re)
	gsub(/\*/, "[^/]*", re)
	return name ~ ("^" re "$")
}

function bad(message)
{
	printf "%s:%d: %s\n", FILENAME, FNR, message
	failed = 1
}

# May FILENAME include the library header NAME? Sets owners for the message.
function owned(name,    i, j, n, place)
{
	owners = ""
	for (i = 1; i <= headers; i++) {
		if (!glob(header[i], name)) continue
		n = split(header_places[i], place, " ")
		for (j = 1; j <= n; j++) {
			owners = owners " " place[j]
			if (place[j] ~ /\// ? glob("src/" place[j], FILENAME) : place[j] == floor)
				return 1
		}
	}
	return 0
}

function exists(path,    line, got)
{
	got = (getline line < path)
	close(path)
	return got >= 0
}

# Is the header NAME, told with its path below src/, in the folder of FILENAME?
function near(name,    at)
{
	at = "src/" name
	sub(/[^\/]*$/, "", at)
	return at == folder
}

FNR == 1 {
	n = split(FILENAME, part, "/")
	for (i = 1; i < n; i++)
		if (part[i] == "src" || part[i] == "include") {
			floor = part[i + 1]
			public = part[i] == "include"
		}
	folder = FILENAME
	sub(/[^\/]*$/, "", folder)
}

FILENAME ~ /layers\.txt$/ {
	sub(/#.*/, "")
	if ($1 == "floor") for (i = 2; i <= NF; i++) may[$2, $i] = 1
	if ($1 == "system") for (i = 2; i <= NF; i++) system_header[$i] = 1
	if ($1 == "header" || $1 == "only") {
		split($0, side, " : ")
		n = split(side[1], word, " ")
		for (i = 2; i <= n; i++) {
			if ($1 == "only") only[word[i]] = side[2]
			else { header[++headers] = word[i]; header_places[headers] = side[2] }
		}
	}
	next
}

/^[ \t]*#[ \t]*include[ \t]*</ {
	name = $0
	sub(/^[^<]*</, "", name)
	sub(/>.*/, "", name)
	if (name in system_header) next
	if (!owned(name)) bad("<" name "> " (owners == "" ? "has no owner in layers.txt" : "is for" owners " only"))
	else if (public) bad("<" name "> in a public header: every floor above would see it")
	next
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	name = $0
	sub(/^[^"]*"/, "", name)
	sub(/".*/, "", name)
	if (name !~ /\//) {
		if (name !~ /_priv\.h$/) bad("\"" name "\" carries no floor and is no _priv.h")
		else if (public) bad("\"" name "\" in a public header")
		else if (!exists(folder name) && !(folder ~ /\/gen\/$/ && exists(folder "../" name)))
			bad("\"" name "\" is not in this folder")
		next
	}
	target = name
	sub(/\/.*/, "", target)
	if (!(target == floor || (floor, target) in may))
		bad("floor " floor " may not include \"" name "\"")
	else if (name ~ /_priv\.h$/ && (target != floor || public))
		bad("\"" name "\" is private to floor " target)
	else if (name ~ /_priv\.h$/ && near(name)) bad("\"" name "\" is in this folder: no path")
	else if (name in only && index(" " only[name] " ", " " floor " ") == 0)
		bad("\"" name "\" is for " only[name] " only")
	next
}

/^[ \t]*#[ \t]*include/ { bad("an include that is neither <...> nor \"...\"") }

END { exit failed }
