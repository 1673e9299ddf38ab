#!/bin/bash
# Makes dist/clinic-kiosk-editor_VERSION_ARCHITECTURE.deb of dist/clinic-kiosk: the editor for an office PC, with its menu
# entry, and no service. `./kiosk package editor` calls it, from the checkout.
set -euo pipefail

version=$1
from=packaging/editor
name=clinic-kiosk-editor
built=dist/clinic-kiosk
architecture=$(dpkg --print-architecture)
stage=build/package-editor
deb=dist/${name}_${version}_$architecture.deb

rm -rf -- "$stage"
put() { install -D -m "$1" -- "$2" "$stage/$3"; }

mkdir -p -- "$stage/usr/lib" "$stage/usr/bin" "$stage/DEBIAN"
cp -a -- "$built" "$stage/usr/lib/$name"
rm -f -- "$stage/usr/lib/$name/clinic-kiosk"
chmod -R u=rwX,go=rX -- "$stage"
find "$stage/usr/lib/$name/_internal" -type f -exec chmod a-x {} +
ln -s "../lib/$name/$name" "$stage/usr/bin/$name"
put 644 "$from/$name.1" "usr/share/man/man1/$name.1"
put 644 "$built/$name.desktop" "usr/share/applications/$name.desktop"
put 644 "$built/$name.svg" "usr/share/icons/hicolor/scalable/apps/$name.svg"
rm -f -- "$stage/usr/lib/$name/$name."{desktop,svg}
doc=$stage/usr/share/doc/$name
put 644 packaging/kiosk/copyright "usr/share/doc/$name/copyright"
put 644 CHANGELOG.md "usr/share/doc/$name/CHANGELOG.md"
for page in content editing governance handouts trust updates; do
    put 644 "docs/$page.md" "usr/share/doc/$name/$page.md"
done
"${PYTHON:-python3}" packaging/parts.py "$version" "$doc"
printf '%s\n' "$name ($version) stable; urgency=medium" '' \
    '  * CHANGELOG.md beside this file says what changed.' '' \
    " -- $(sed -n 's/^Maintainer: //p' "$from/control")  $(LC_ALL=C date -R -r CHANGELOG.md)" >"$doc/changelog"
gzip -9n -- "$stage/usr/share/man/man1/$name.1" "$doc/"{CHANGELOG.md,changelog}
put 644 "$from/lintian-overrides" "usr/share/lintian/overrides/$name"

libc=$(getconf GNU_LIBC_VERSION)
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@LIBC@/${libc##* }/" \
    -e "s/@SIZE@/$(du -k -s --apparent-size -- "$stage" | cut -f 1)/" \
    "$from/control" >"$stage/DEBIAN/control"
(cd -- "$stage" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
dpkg-deb --root-owner-group -Zgzip -z6 --build "$stage" "$deb" >/dev/null
printf '%s\n' "$deb"
