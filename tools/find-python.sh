# Sourced by the start scripts: sets $python to an interpreter that Odoo 19 accepts (3.10 to 3.13).
# Installs Debian's own when none is there and we may. Needs $tools, the folder of this file.

python_fits() {
    "$1" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

first_fitting_python() {
    for candidate in "${PYTHON:-}" "$tools/../.odoo/venv/bin/python" python3 python3.12 python3.11 \
        python3.13 python3.10 /usr/bin/python3; do
        if [ -n "$candidate" ] && python_fits "$candidate"; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

install_debian_python() {
    command -v apt-get >/dev/null 2>&1 || return 1
    as_root=""
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 || return 1
        as_root="sudo"
    fi
    echo "No Python 3.10 to 3.13 found: installing Debian's python3." >&2
    $as_root apt-get update -q >&2 && $as_root apt-get install -y -q --no-install-recommends python3 python3-venv >&2
}

if [ -n "${PYTHON:-}" ] && ! python_fits "$PYTHON"; then
    echo "PYTHON=$PYTHON is no Python 3.10 to 3.13: $("$PYTHON" --version 2>&1 || true)" >&2
    exit 2
fi
if ! python=$(first_fitting_python); then
    install_debian_python || true
    if ! python=$(first_fitting_python); then
        echo "Odoo 19 needs Python 3.10, 3.11, 3.12 or 3.13, and none was found." >&2
        echo "Found: $(python3 --version 2>&1 || echo 'no python3 at all')." >&2
        echo "What to do: install one of them with its venv module, or name it: make run PYTHON=/path/to/python3.12" >&2
        exit 2
    fi
fi
