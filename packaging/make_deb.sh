#!/bin/bash
# Makes dist/clinic-kiosk_VERSION_ARCHITECTURE.deb of dist/clinic-kiosk, for the machine it runs on.
# `./kiosk package` calls it, from the checkout; packaging/kiosk has what is put beside the folder.
set -euo pipefail

version=$1
from=packaging/kiosk
built=dist/clinic-kiosk
architecture=$(dpkg --print-architecture)
stage=build/package
deb=dist/clinic-kiosk_${version}_$architecture.deb

rm -rf -- "$stage"
put() { install -D -m "$1" -- "$2" "$stage/$3"; }

mkdir -p -- "$stage/usr/lib" "$stage/usr/bin" "$stage/DEBIAN"
cp -a -- "$built" "$stage/usr/lib/clinic-kiosk"
chmod -R u=rwX,go=rX -- "$stage"
# Shared libraries are no programs.
find "$stage/usr/lib/clinic-kiosk/_internal" -type f -exec chmod a-x {} +
for program in clinic-kiosk clinic-content; do
    ln -s "../lib/clinic-kiosk/$program" "$stage/usr/bin/$program"
    put 644 "$from/$program.1" "usr/share/man/man1/$program.1"
    gzip -9n -- "$stage/usr/share/man/man1/$program.1"
done
put 644 "$from/clinic-kiosk.service" usr/lib/systemd/system/clinic-kiosk.service
put 644 "$from/sysusers.conf" usr/lib/sysusers.d/clinic-kiosk.conf
put 644 "$from/tmpfiles.conf" usr/lib/tmpfiles.d/clinic-kiosk.conf
# After systemd's own 70-power-switch.rules, some of which it takes back.
put 644 "$from/udev.rules" usr/lib/udev/rules.d/71-clinic-kiosk.rules
put 644 "$from/clinic-kiosk-console.service" usr/lib/systemd/system/clinic-kiosk-console.service
put 644 "$from/sysctl.conf" usr/lib/sysctl.d/60-clinic-kiosk.conf
put 644 "$from/logind.conf" usr/lib/systemd/logind.conf.d/60-clinic-kiosk.conf
put 644 "$from/system.conf" usr/lib/systemd/system.conf.d/60-clinic-kiosk.conf
put 644 "$from/clinic-kiosk.catalog" usr/lib/systemd/catalog/clinic-kiosk.catalog
put 644 docs/kiosk.toml etc/clinic-kiosk/kiosk.toml
put 644 "$from/apparmor" etc/apparmor.d/clinic-kiosk
put 644 "$from/copyright" usr/share/doc/clinic-kiosk/copyright
# What is in the folder, for those who look for known faults and for licences.
"${PYTHON:-python3}" packaging/parts.py "$version" "$stage/usr/share/doc/clinic-kiosk"
put 644 CHANGELOG.md usr/share/doc/clinic-kiosk/CHANGELOG.md
# The pages that the configuration and the commands refer to as docs/….
for page in content governance handouts installing printing privacy trust updates; do
    put 644 "docs/$page.md" "usr/share/doc/clinic-kiosk/$page.md"
done
printf '%s\n' "clinic-kiosk ($version) stable; urgency=medium" '' \
    '  * CHANGELOG.md beside this file says what changed.' '' \
    " -- $(sed -n 's/^Maintainer: //p' "$from/control")  $(LC_ALL=C date -R -r CHANGELOG.md)" \
    >"$stage/usr/share/doc/clinic-kiosk/changelog"
gzip -9n -- "$stage/usr/share/doc/clinic-kiosk/"{CHANGELOG.md,changelog}
put 644 "$from/lintian-overrides" usr/share/lintian/overrides/clinic-kiosk
for script in postinst prerm postrm; do put 755 "$from/$script" "DEBIAN/$script"; done
printf '/etc/%s\n' clinic-kiosk/kiosk.toml apparmor.d/clinic-kiosk >"$stage/DEBIAN/conffiles"

# The C library it was built with, or a newer one.
libc=$(getconf GNU_LIBC_VERSION)
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@LIBC@/${libc##* }/" \
    -e "s/@SIZE@/$(du -k -s --apparent-size -- "$stage" | cut -f 1)/" \
    "$from/control" >"$stage/DEBIAN/control"
(cd -- "$stage" && find etc usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
dpkg-deb --root-owner-group -Zgzip -z6 --build "$stage" "$deb" >/dev/null
printf '%s\n' "$deb"
