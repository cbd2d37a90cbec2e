#!/bin/sh
# Runs a program of ssh with the configuration of a test. Every so many runs, as the file `faults` says, it breaks.
folder={folder}
run() { {program} -F "$folder/ssh_config" "$@"; }
echo >> "$folder/runs"
read -r every how 2>/dev/null < "$folder/faults"
if [ -n "$every" ] && [ $(($(wc -l < "$folder/runs") % every)) -eq 0 ]; then
  echo >> "$folder/broken"
  for word; do [ "$last" = -b ] && batch=$word; last=$word; done
  case $how in
    lost) run "$@" 2> /dev/null ;;
    cut)
      # Half of the commands of a batch are carried out; a connection of rsync ends after a moment.
      if [ -n "$batch" ]; then
        head -n $((($(wc -l < "$batch") + 1) / 2)) "$batch" > "$batch.half"
        left=$#
        while [ "$left" -gt 0 ]; do
          word=$1; shift; left=$((left - 1))
          [ "$word" = "$batch" ] && word=$batch.half
          set -- "$@" "$word"
        done
        run "$@" > /dev/null 2>&1
        rm -f "$batch.half"
      else
        timeout 0.3 {program} -F "$folder/ssh_config" "$@" 2> /dev/null
      fi ;;
    denied) echo 'Permission denied (publickey).' >&2; exit 255 ;;
    stalled) exec sleep 20 ;;
  esac
  echo 'Connection reset by peer' >&2
  exit 255
fi
exec {program} -F "$folder/ssh_config" "$@"
