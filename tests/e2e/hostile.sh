#!/bin/sh
# Writes past the program are refused by the file itself.
exec sh tests/torture/hostile.sh
