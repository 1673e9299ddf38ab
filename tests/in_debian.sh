#!/bin/bash
# Runs `./kiosk test` in another release of Debian, in a root folder of its own below build/.
# As root, from the checkout: tests/in_debian.sh RELEASE [ARGUMENT of ./kiosk test...]
#
# DEBIAN_MIRROR names the mirror to take packages from; mmdebstrap's own is the default. Delete
# build/debian/RELEASE to begin anew.
set -euo pipefail

release=$1
shift
checkout=$PWD
root=$checkout/build/debian/$release
copy=$root/src/kiosk
git=(git -c safe.directory='*')

if [[ ! -e $root.made ]]; then
    rm -rf --one-file-system -- "$root"
    mkdir -p -- "${root%/*}"
    mmdebstrap --variant=important --include=ca-certificates,git,python3,python3-venv \
        "$release" "$root" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"}
    touch -- "$root.made"
fi

# The commit that is checked out, and on top of it what is not committed yet.
[[ -e $copy ]] || "${git[@]}" clone -q --no-hardlinks -- "$checkout" "$copy"
commit=$("${git[@]}" rev-parse HEAD)
"${git[@]}" -C "$copy" fetch -q -- "$checkout" "$commit"
"${git[@]}" -C "$copy" reset -q --hard "$commit"
"${git[@]}" -C "$copy" clean -q -fd
"${git[@]}" diff --binary HEAD | "${git[@]}" -C "$copy" apply --allow-empty
"${git[@]}" ls-files -z --others --exclude-standard |
    tar -c --null --no-recursion -T - | tar -x -C "$copy" --no-same-owner

# A namespace of its own: whatever is mounted or started in there ends with it. Certificates are
# this machine's, for sites that have some of their own.
pass=()
for name in CI KIOSK_NO_SKIP; do [[ -z ${!name:-} ]] || pass+=("$name=${!name}"); done
exec unshare --mount --pid --fork --kill-child -- bash -c '
    set -e
    root=$1
    shift
    mount -t proc proc "$root/proc"
    mount --rbind /sys "$root/sys"
    mount --rbind /dev "$root/dev"
    for file in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt; do
        [[ ! -e $file ]] || { touch "$root$file" && mount --bind "$file" "$root$file"; }
    done
    exec chroot "$root" env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        KIOSK_YES=1 "$@"
' in_debian "$root" "${pass[@]}" sh -c 'cd /src/kiosk && exec ./kiosk test "$@"' test "$@"
