# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by installer/run and tests/run: the Debian packages that they need, and how to get those that
# are missing. Asks for root only if something is missing, and starts no service on the machine.

build_packages=(
    g++ cmake ninja-build ccache mold pkg-config
    qt6-base-dev qt6-websockets-dev qt6-declarative-dev qcoro-qt6-dev
    libboost1.81-dev libboost-json1.81-dev libexpected-dev
    libcurl4-openssl-dev libsqlite3-dev libsodium-dev qtkeychain-qt6-dev
    libpcre2-dev libseccomp-dev
    qt6-svg-dev libqt6svg6 libqscintilla2-qt6-dev qt6-l10n-tools qt6-translations-l10n qt6-qpa-plugins graphviz fonts-inter fonts-jetbrains-mono
)
test_packages=(
    git json-schema-test-suite libbenchmark-dev libssl-dev procps
    gnome-keyring libsecret-1-0 dbus-bin
    at-spi2-core xvfb xauth openbox xdotool imagemagick dbus-daemon x11-utils desktop-file-utils appstream shared-mime-info libxml2-utils
)
# Debian's, unless there are others.
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    test_packages+=(nodejs npm)
fi

missing_packages() {
    local name
    for name in "$@"; do
        case "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" in
            installed) ;;
            *) printf '%s\n' "$name" ;;
        esac
    done
}

# Runs a command as root: directly, by sudo, or says what to run.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        printf 'Signalbox needs these packages, and sudo is not there to install them. As root, run:\n  %s\n' "$*" >&2
        return 1
    fi
}

install_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        printf 'Signalbox builds on Debian 12. Missing here: %s\n' "${missing[*]}" >&2
        return 1
    fi
    printf 'Installing %d packages: %s\n' "${#missing[@]}" "${missing[*]}" >&2
    # A policy for the time of the installation: no package may start a service (exit code 101 forbids).
    as_root sh -c '
        set -e
        policy=/usr/sbin/policy-rc.d
        if [ ! -e "$policy" ]; then
            trap "rm -f $policy" EXIT
            printf "#!/bin/sh\nexit 101\n" > "$policy"
            chmod 755 "$policy"
        fi
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    ' install "${missing[@]}" </dev/null
}

build_jobs() {
    local cores memory
    cores=$(nproc)
    # A compiler takes up to a gigabyte: fewer at once where memory is short.
    memory=$(awk '/MemAvailable/{print int($2 / 1048576)}' /proc/meminfo)
    [ "$memory" -ge 1 ] || memory=1
    echo $(( cores < memory ? cores : memory ))
}
