# shellcheck shell=bash
# What ./koshiki and ./test both need to know of the machine: .NET, and Debian's packages. Sourced, never run.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1

# say ENGLISH JAPANESE : tells a person something, in both languages, beside the program's own output.
say() { printf '%s\n%s\n' "$1" "$2" >&2; }

# newest_initdb : the path of the newest PostgreSQL's initdb; fails when there is none of version 15 or later.
newest_initdb() {
  local candidate found="" major newest=14
  for candidate in /usr/lib/postgresql/*/bin/initdb "$(command -v initdb || true)"; do
    [ -x "$candidate" ] || continue
    major=$("$candidate" --version | sed -n 's/^initdb (PostgreSQL) \([0-9]*\).*/\1/p')
    if [ "${major:-0}" -gt "$newest" ]; then newest=$major found=$candidate; fi
  done
  [ -n "$found" ] && printf '%s\n' "$found"
}

has_postgresql() { newest_initdb >/dev/null; }
has_vips() { command -v vipsthumbnail >/dev/null; }
has_ffmpeg() { command -v ffmpeg >/dev/null; }
has_chromium() { command -v chromium-headless-shell >/dev/null; }
has_japanese_font() { fc-list :lang=ja 2>/dev/null | grep -q .; }
has_icu() { compgen -G '/usr/lib/*/libicuuc.so.*' >/dev/null || compgen -G '/lib/*/libicuuc.so.*' >/dev/null; }

# Without this, Debian would make and start a database server of its own, which nobody asked for.
# Its setting is put back afterwards: the machine's administrator decides about it, not we.
install_without_cluster() {
  local setting=/etc/postgresql-common/createcluster.conf kept result=0
  apt-get -qq -y --no-install-recommends install postgresql-common || return
  kept=$(mktemp)
  cp -p "$setting" "$kept"
  printf '\ncreate_main_cluster = false\n' >>"$setting"
  apt-get -qq -y --no-install-recommends install "$@" || result=$?
  cp -p "$kept" "$setting"
  rm -f "$kept"
  return "$result"
}

# need THING=PACKAGE… : installs Debian's packages for the things that are missing, and nothing when none is.
# A THING is known when has_THING succeeds. Who may not install is told the command.
need() {
  local pair missing=()
  for pair in "$@"; do
    "has_${pair%%=*}" || missing+=("${pair#*=}")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0

  if ! command -v apt-get >/dev/null; then
    say "Missing on this machine: ${missing[*]} (Debian's package names). Please install them and try again." \
        "この機械に次のものがありません：${missing[*]}（Debian のパッケージ名）。入れてから、もう一度実行してください。"
    return 1
  fi
  if [ "$(id -u)" -ne 0 ]; then
    say "Missing on this machine. Please run this once, then try again:  sudo apt-get install --no-install-recommends ${missing[*]}" \
        "この機械に足りないものがあります。次を一度実行してから、もう一度お試しください：  sudo apt-get install --no-install-recommends ${missing[*]}"
    return 1
  fi

  say "Installing what is missing: ${missing[*]}" "足りないものを入れています：${missing[*]}"
  local log
  log=$(mktemp)
  if (
    export DEBIAN_FRONTEND=noninteractive
    exec </dev/null >"$log" 2>&1
    apt-get -qq update || true
    case " ${missing[*]} " in
      *" postgresql "*) install_without_cluster "${missing[@]}" ;;
      *) apt-get -qq -y --no-install-recommends install "${missing[@]}" ;;
    esac
  ); then
    rm -f "$log"
    return 0
  fi
  tail -n 20 "$log" >&2
  say "Debian's packages could not be installed; the whole story is in $log" \
      "Debian のパッケージを入れられませんでした。詳しい記録は $log にあります。"
  return 1
}

# icu_package : what Debian calls the library that .NET needs for languages; its name has a number in it.
icu_package() {
  local name
  name=$(apt-cache pkgnames libicu 2>/dev/null | grep -E '^libicu[0-9]+$' | sort -V | tail -n 1)
  printf '%s\n' "${name:-libicu72}"
}

# need_dotnet ROOT : finds the SDK that ROOT/global.json asks for, or says what to do.
need_dotnet() {
  local place
  if ! command -v dotnet >/dev/null; then
    for place in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet; do
      if [ -n "$place" ] && [ -x "$place/dotnet" ]; then
        export PATH="$place:$PATH"
        break
      fi
    done
  fi
  local wanted
  wanted=$(sed -n 's/.*"version": *"\([0-9.]*\)".*/\1/p' "$1/global.json" | head -n 1)
  if ! command -v dotnet >/dev/null; then
    say "The .NET SDK $wanted or a later 10.0 release is needed and was not found. How to install it: https://learn.microsoft.com/dotnet/core/install/linux-debian" \
        ".NET SDK $wanted 以降（10.0 系）が必要ですが、見つかりません。入れ方：https://learn.microsoft.com/ja-jp/dotnet/core/install/linux-debian"
    return 1
  fi
  if ! (cd "$1" && dotnet --version) >/dev/null 2>&1; then
    say "The .NET SDK here is too old or does not start (found: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | tr '\n' ' ')); $wanted or a later 10.0 release is needed: https://learn.microsoft.com/dotnet/core/install/linux-debian" \
        "この機械の .NET SDK は古いか、起動できません。$wanted 以降（10.0 系）を入れてください：https://learn.microsoft.com/ja-jp/dotnet/core/install/linux-debian"
    return 1
  fi
}

# keep_home ROOT : the SDK wants a home folder to keep its things in; some services have none.
keep_home() {
  if [ -z "${HOME:-}" ] || [ ! -w "${HOME:-}" ]; then
    export HOME="$1/.artifacts/home"
    mkdir -p "$HOME"
  fi
}
