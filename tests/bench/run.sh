#!/bin/sh
# Benchmarks: makes the sites they need (kept in $BUILD/bench/site), then runs them one by one. The report
# goes to standard output and $BUILD/bench/report.txt. A missed target is told, it does not fail the run.
#   SIZES='10000 100000 1000000'  BENCH=search|screen|file|schedule|callback|free|book|idle|kpi  for less
set -u
SIZES=${SIZES:-10000 100000 1000000}
BENCH=${BENCH:-search screen file schedule callback free book idle kpi}
FRONTDESK=$(cd "$(dirname "$FRONTDESK")" && pwd)/$(basename "$FRONTDESK")
dir=$BUILD/bench
sites=$dir/site
export FRONTDESK BENCH_FOLDER="$dir/peers"
mkdir -p "$sites"

# What the rows of a made-up site and its index are made by.
made_by=$(cat schema.sql src/desk/demo/*.c src/data/search/search_index.c src/data/search/search_source.c src/base/term*.c src/base/pinyin.c \
    src/base/name.c src/base/code.c src/base/sound.c src/base/surname.c | cksum)

fill() {
	db=$sites/$1.db
	if [ "$(cat "$db.by" 2>/dev/null)" = "$made_by" ]; then
		echo "site of $1 clients: there, $(cat "$db.took") when it was made"
		return
	fi
	rm -f "$db" "$db"-* "$db".*
	from=$(date +%s%N)
	"$FRONTDESK" -d "$db" init >/dev/null &&
		"$FRONTDESK" -d "$db" demo --clients "$1" --today 2026-11-24 >/dev/null || exit 1
	rm -f "$db.base"        # a copy to replay actions from: nobody does here
	ms=$((($(date +%s%N) - from) / 1000000))
	echo "$((ms / 1000)).$((ms % 1000 / 100)) s, $(($(stat -c %s "$db") >> 20)) MiB" >"$db.took"
	echo "$made_by" >"$db.by"
	echo "site of $1 clients: $(cat "$db.took")"
}

# The largest of the sites with ten years of appointments, which the benchmark itself writes into it.
ten_years() {
	by="$made_by $1 $(cat tests/bench/years.c | cksum)"
	if [ "$(cat "$sites/years.db.by" 2>/dev/null)" != "$by" ]; then
		rm -rf "$sites"/years.db "$sites"/years.db[-.]* "$dir/calendars"
		cp "$sites/$1.db" "$sites/years.db" || exit 1
		echo "$by" >"$sites/years.db.by"
	fi
	CALENDARS=$(cd "$dir" && pwd)/calendars
	export CALENDARS
	files=$sites/years.db
}

# The largest of the sites with a million treatments and their callbacks.
callbacks() {
	by="$made_by $1 $(cat tests/bench/callbacks.sql tests/bench/callbacks.sh | cksum)"
	if [ "$(cat "$sites/callbacks.db.by" 2>/dev/null)" != "$by" ]; then
		rm -rf "$sites"/callbacks.db "$sites"/callbacks.db[-.]*
		cp "$sites/$1.db" "$sites/callbacks.db" && tests/bench/callbacks.sh "$sites/callbacks.db" || exit 1
		echo "$by" >"$sites/callbacks.db.by"
	fi
	files=$sites/callbacks.db
}

# The smallest of the sites with ten years of a large house and all that its visits leave behind.
figures() {
	by="$made_by $1 $(cat tests/bench/kpi.sql tests/bench/kpi.sh | cksum)"
	if [ "$(cat "$sites/kpi.db.by" 2>/dev/null)" != "$by" ]; then
		rm -rf "$sites"/kpi.db "$sites"/kpi.db[-.]*
		cp "$sites/$1.db" "$sites/kpi.db" && tests/bench/kpi.sh "$sites/kpi.db" || exit 1
		echo "$by" >"$sites/kpi.db.by"
	fi
	files=$sites/kpi.db
}

# Something to move about in for the programs beside ours.
peers() {
	[ -d "$BENCH_FOLDER/.git" ] && return
	rm -rf "$BENCH_FOLDER"
	mkdir -p "$BENCH_FOLDER"
	(
		cd "$BENCH_FOLDER" || exit
		seq 1 400 | sed 's/.*/& Wang Xiaoming  M 34  26-0412  ..0823/' >lines.txt
		{
			printf '%s\n' --menu people 22 70 14
			seq 1 60 | sed 's/.*/& "Wang Xiaoming M 34 ..0823"/'
		} >menu.txt
		printf '[format]\nprogram=abook\nversion=0.6.1\n\n' >people.abook
		seq 0 59 | sed 's/.*/[&]\nname=Wang Xiaoming &\nphone=13800000823\n/' >>people.abook
		{
			echo name,sex,age,file,phone
			seq 1 200 | sed 's/.*/Wang Xiaoming &,M,34,26-0412,0823/'
		} >people.csv
		if command -v git >/dev/null; then
			git init -q . && for i in $(seq 1 60); do
				git -c user.name=bench -c user.email=bench@localhost \
				    commit -q --allow-empty -m "Wang Xiaoming $i"
			done
		fi
	)
}

run() {
	echo
	echo "== $1"
	"$dir/$1_bench" $files || echo "$1: did not come to its end"
}

{
	echo "$(date '+%Y-%m-%d %H:%M'), $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg)"
	files=
	for n in $SIZES; do
		fill "$n"
		files="$files $sites/$n.db"
	done
	peers
	all=$files
	for b in $BENCH; do
		files=$all
		[ "$b" = schedule ] && ten_years "${SIZES##* }"
		[ "$b" = callback ] && callbacks "${SIZES##* }"
		[ "$b" = kpi ] && figures "${SIZES%% *}"
		if [ "$b" = free ]; then        # on a copy: it is filled with appointments
			cp "$sites/${SIZES%% *}.db" "$sites/free.db" || exit 1
			files=$sites/free.db
		fi
		if [ "$b" = file ]; then        # on a copy: two clients are added
			cp "$sites/${SIZES%% *}.db" "$sites/file.db" || exit 1
			files=$sites/file.db
		fi
		if [ "$b" = book ]; then        # likewise
			cp "$sites/${SIZES%% *}.db" "$sites/book.db" || exit 1
			files=$sites/book.db
		fi
		if [ "$b" = idle ]; then        # on a copy: what is typed there stays as drafts
			cp "$sites/${SIZES%% *}.db" "$sites/idle.db" || exit 1
			files=$sites/idle.db
		fi
		run "$b"
	done
	echo
	echo "load at the end $(cut -d' ' -f1-3 /proc/loadavg)"
} 2>&1 | tee "$dir/report.txt"
! grep -q 'did not come to its end' "$dir/report.txt"
