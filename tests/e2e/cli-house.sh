#!/bin/sh
# People, rooms, services and hours at the command line: lists, changes, refusals.
. "$(dirname "$0")/cli.inc"
site 60

# ---- rooms and devices ----
run 0 resource list --format csv
has "$out" '^[0-9]*,r1,R1,room,ja,treatment,on,'
run 0 resource list --kind device
hasnt "$out" ' R1 '
run 0 resource add kind=room code=r9 name=R9
has "$out" '^[0-9]* R9$'
run 3 resource add kind=room code=r9 name=R99
has "$err" 'The code r9 belongs to R9'
run 2 resource add kind=room cod=r10 name=R10
has "$err" 'Did you mean code'
run 0 resource skill r9 treatment
run 0 resource set r9 name='Room 9'
run 0 resource set r9 state=out
run 0 resource list --format csv
has "$out" ',r9,Room 9,room,ja,treatment,out,'
run 0 resource retire r9 --why 'pulled down'
run 0 resource list
hasnt "$out" 'Room 9'
run 0 resource list --all
has "$out" 'Room 9'
run 3 resource retire cl
has "$err" 'still take'
run 0 resource add --staff wf
run 4 resource set nobody name=x

# ---- services ----
run 0 service list --format csv
has "$out" ',laser,激光,Laser,60,expert operator treatment laser,20000,'
run 0 service add code=peel name=果酸 name_en=Peel minutes=45 deposit=99.5
run 0 service need peel line=1 kind=person skill=nurse
has "$out" 'nurse'
run 0 service need peel line=2 kind=room skill=treatment clean_min=10
run 0 service need peel for_min=20 --set 1
run 0 service need peel --format csv
has "$out" ',1,staff,nurse,,0,0,0,20'
run 0 service need peel --off 2
hasnt "$out" treatment
run 3 service need peel line=9 kind=room
run 0 service set peel minutes=30
run 0 service list --format json
has "$out" '"code": "peel".*"minutes": 30.*"deposit": 9950'
run 0 service retire peel

# ---- the directory ----
run 0 staff set cl years=15 agreement_until=2027-3-31
run 3 staff set cl verified_by=陈立
run 0 staff role cl consultant
run 0 staff list --format csv
has "$out" ',cl,.*expert consultant'
run 0 staff role cl consultant --off
run 4 staff role cl consultant --off
run 3 staff role cl wizard
run 0 staff add zz 'Zoe Zimmer' --branch ja
run 0 staff retire zz --why 'moved away'

# ---- hours ----
run 0 roster show cl --format csv
has "$out" ',cl,陈立,ja,work,1,09:00,18:00,'
run 0 roster add qs 'sat 9-12'
has "$out" '^1 row changed: Sat 09:00-12:00'
run 0 roster add qs 'mon-fri 9-12' --week
run 0 roster show qs --format csv
hasnt "$out" ',6,09:00,12:00,'
row=$(sed -n '2s/,.*//p' "$out")
run 0 roster off "$row"
run 3 roster add qs 'monday morning'
has "$err" 'is not understood'
run 3 -b pd roster add cl 'mon 9-12'
has "$err" 'is in'

# ---- who is away ----
run 0 -u wf roster leave cl --from '2026-11-25 09:00' --to '2026-11-25 18:00' --kind ill --why fever
has "$out" 'appointments need another time'
id=$(sed 's/ .*//' "$out")
run 0 roster leave --format csv
has "$out" "^$id,cl,陈立,ill,2026-11-25 09:00,2026-11-25 18:00,fever,"
run 3 -u wf roster leave cl --from '2026-11-25 09:00' --to '2026-11-25 18:00' --kind ill
run 3 roster leave cl --from '2026-11-26 18:00' --to '2026-11-26 09:00'
run 0 roster leave --end "$id"
has "$out" 'can stay'
run 3 roster leave --end "$id"
run 2 roster leave cl

# ---- opening hours ----
run 0 roster open branch= from_day=2026-12-25 to_day=2026-12-25 open_min=9 close_min=9 reason=Christmas
has "$out" 'Christmas'
run 0 roster open --format csv
row=$(sed -n 's/^\([0-9]*\),.*Christmas.*/\1/p' "$out")
run 0 roster open --off "$row"
hasnt "$out" 'Christmas'
run 3 roster open weekday=Sun open_min=10 close_min=9
run 0 verify --chain --overlap --replay
