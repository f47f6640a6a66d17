#!/bin/sh
# Paper: the PDF is looked at as a person would: can its text be found, is the ink inside the
# margins, does each page of a long list begin with the titles; and what the printing system says
# reaches whoever prints.
# shellcheck source=tests/e2e/cli.inc
. "$(dirname "$0")/cli.inc"
for tool in pdftotext pdftoppm pdfinfo; do
	command -v $tool >/dev/null || { echo "needs $tool"; exit 77; }
done
print=$(dirname "$FRONTDESK")/frontdesk-print
[ -x "$print" ] || fail "no $print"
"$print" --fonts 2>"$err" || { cat "$err"; exit 77; }
printf '[frontdesk]\nlanguage = zh\n[pin]\ncost = 1\n' >"$dir/desk.ini"
site 60

paper()
{
	run "$1" -c "$dir/desk.ini" -u wf paper $2
}

# Something stands on each page, and nothing within 6 mm of its edge.
inked()
{
	pdftoppm -gray -r 36 "$1" "$dir/page" || fail "pdftoppm $1"
	for page in "$dir"/page*.pgm; do
		size=$(head -c 20 "$page" | sed -n 2p)
		tail -c +$((1 + $(head -n 3 "$page" | wc -c))) "$page" | od -An -v -tu1 -w1 |
			awk -v size="$size" 'BEGIN { split(size, s, " "); w = s[1]; h = s[2] }
			$1 < 230 { x = (NR - 1) % w; y = int((NR - 1) / w); n++
				if (x < 9 || y < 9 || x >= w - 9 || y >= h - 9) { out++ } }
			END { exit !(NR == w * h && n > 50 && !out) }' ||
			fail "$(basename "$1"): $(basename "$page") is empty, or has ink at its edge"
		rm "$page"
	done
}

pages()
{
	pdfinfo "$1" | sed -n 's/^Pages: *//p'
}

# ---- a slip ----

run 0 day 2026-11-25 --format csv
id=$(sed -n 2p "$out" | cut -d, -f1)
name=$(sed -n 2p "$out" | cut -d, -f7 | tr -d '"\r')
[ -n "$name" ] || name=$(sed -n 2p "$out" | cut -d, -f6 | tr -d '"\r')
paper 0 "slip $id --pdf $dir/slip.pdf"
pdftotext -layout "$dir/slip.pdf" "$dir/slip.txt"
has "$dir/slip.txt" "$name"
has "$dir/slip.txt" "预约单 $id"
has "$dir/slip.txt" '第 *1 *页 *共 *1 *页'
pdfinfo "$dir/slip.pdf" | grep -q 'Page size: *419.* x 595' || fail 'a slip is A5'
inked "$dir/slip.pdf"
size=$(wc -c <"$dir/slip.pdf")
[ "$size" -le 60000 ] || fail "the slip has $size bytes"
[ "$(stat -c %a "$dir/slip.pdf")" = 600 ] || fail 'others can read the slip'

# The same lines as text.
paper 0 "slip $id"
has "$out" "$name"

# ---- how long a page takes ----

cat >"$dir/a5.doc" <<'EOF'
frontdesk-document 1
paper	a5 portrait
title	产品单
head	康禾/静安
foot	2026-11-24 14:32  王芳
pages	第 {n} 页 共 {m} 页
pair	客户	王小明	档案号	26-0412
column	产品	4	left
column	数量	1	right
column	金额	1	right
row	深海鱼油软胶囊	2	336.00
row	益生菌（冷藏）	3	768.00
total	合计	5	1,104.00
check	yes	已说明用法	wf 14:30
check	no	已告知储存方法
sign	客户签名	专家	前台
EOF
for try in 1 2 3 4 5; do
	from=$(date +%s%N)
	"$print" <"$dir/a5.doc" >"$dir/a5.pdf" 2>"$err" || fail 'a5.doc'
	echo $((($(date +%s%N) - from) / 1000000))
done | sort -n >"$dir/times"
median=$(sed -n 3p "$dir/times")
size=$(wc -c <"$dir/a5.pdf")
echo "A5, one page: $median ms, $size bytes"
[ "$median" -le $((300 * ${SCN_SLOW:-1})) ] || fail "a page of A5 takes $median ms"
[ "$size" -le 60000 ] || fail "a page of A5 has $size bytes"
inked "$dir/a5.pdf"
pdftotext "$dir/a5.pdf" - | tr -d ' \n' >"$dir/a5.txt"
has "$dir/a5.txt" '深海鱼油软胶囊'
has "$dir/a5.txt" '1,104.00'

# ---- long lists ----

{
	printf 'frontdesk-document 1\npaper\ta4 portrait\ntitle\t长表\npages\t{n}/{m}\n'
	printf 'column\t编号\t1\tleft\ncolumn\t姓名\t3\tleft\ncolumn\t备注\t4\tleft\n'
	for i in $(seq 200); do
		printf 'row\tno%d\t%s\t%s\n' "$i" '欧阳-Wolfeschlegelsteinhausenbergerdorff' \
			'带上一次的检测报告，空腹来；对利多卡因过敏，勿报单位，由母亲陪同'
	done
} >"$dir/long.doc"
"$print" <"$dir/long.doc" >"$dir/long.pdf" || fail 'long.doc'
n=$(pages "$dir/long.pdf")
[ "$n" -ge 4 ] && [ "$n" -le 12 ] || fail "200 rows on $n pages"
for i in $(seq "$n"); do
	pdftotext -f "$i" -l "$i" "$dir/long.pdf" - | grep -q 编号 || fail "page $i has no titles"
done
pdftotext -layout "$dir/long.pdf" - | grep -o 'no[0-9][0-9]*' | sort -u | wc -l >"$out"
has "$out" '^200$'
inked "$dir/long.pdf"
paper 0 "day 2026-11-25 --pdf $dir/day.pdf"
inked "$dir/day.pdf"
for name in experts confirm prepare; do
	paper 0 "$name 2026-11-25 --pdf $dir/$name.pdf"
	inked "$dir/$name.pdf"
done
for name in blank-triage blank-record blank-receipt; do
	paper 0 "$name --pdf $dir/$name.pdf"
	[ "$(pages "$dir/$name.pdf")" = 1 ] || fail "$name has more than a page"
	inked "$dir/$name.pdf"
done
paper 0 "file 1 --pdf $dir/file.pdf"
inked "$dir/file.pdf"

# ---- what is refused ----

printf 'frontdesk-document 1\npaper\ta5 portrait\ntext\t王\360\237\246\204\n' |
	"$print" -l zh >"$out" 2>"$err"
[ $? = 3 ] || fail 'a sign without a font is no refusal'
has "$err" '没有字体含这些字: 🦄'
[ -s "$out" ] && fail 'half a PDF'
printf 'frontdesk-document 1\npaper\ta5 portrait\n\nrow\tx\n' | "$print" >"$out" 2>"$err"
[ $? = 3 ] || fail 'a broken document is no refusal'
has "$err" '^Line 4 of the document: it stands in no table\.$'
"$print" <"$dir/a5.doc" >/dev/full 2>"$err"
[ $? = 1 ] || fail 'a full disk is not seen'

paper 2 'pear'
paper 2 'slip'
paper 4 'slip 999999'
paper 4 'receipt R-0'
paper 2 'day yesterday'

# ---- the print command ----

cat >"$dir/lp" <<EOF
#!/bin/sh
echo "\$*" >$dir/words
ls /proc/self/fd | tr '\n' ' ' >$dir/fds
cat >$dir/printed
echo "request id is a5-2 (1 file(s))"
EOF
chmod 700 "$dir/lp"
printf '[print]\ncommand = %s -d %%p -t %%t -- -\nprinter = a5\n' "$dir/lp" >>"$dir/desk.ini"
paper 0 "slip $id --print"
has "$out" 'a5-2'
has "$dir/words" '^-d a5 -t slip -- -$'
head -c 5 "$dir/printed" | grep -q '^%PDF-' || fail 'what was printed is no PDF'
# 3 is the folder that ls reads: no file of ours is open there.
has "$dir/fds" '^0 1 2 3 $'
sqlite3 "$db" "SELECT what || ' ' || reason FROM access ORDER BY id DESC LIMIT 1" >"$out"
has "$out" '^print slip, 1 rows, print$'

printf '#!/bin/sh\necho "lp: The printer or class does not exist." >&2\nexit 1\n' >"$dir/lp"
paper 1 "slip $id --print"
has "$err" '打印系统提示: lp: The printer or class does not exist\.'
rm "$dir/lp"
paper 4 "slip $id --print"
has "$err" "$dir/lp"
exit 0
