# Sourced by ./quarry and ./build. find_jdk N sets JAVA_HOME to a JDK of version N or newer, or says in one line what to install.

jdk_version() { # HOME -> feature version on stdout, from the JDK's own release file (starting a JVM to ask would cost 40 ms)
  [ -r "$1/release" ] && [ -x "$1/bin/javac" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  local wanted=$1 candidate version on_path
  if [ -n "${QUARRY_JAVA_HOME:-}" ]; then # an explicit choice is never replaced by another
    version=$(jdk_version "$QUARRY_JAVA_HOME") || version=
    if [ -n "$version" ] && [ "$version" -ge "$wanted" ]; then
      JAVA_HOME=$QUARRY_JAVA_HOME
      return 0
    fi
    echo "quarry: QUARRY_JAVA_HOME=$QUARRY_JAVA_HOME is no JDK $wanted or newer: point it at one, or unset it" >&2
    return 1
  fi
  on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) && on_path=${on_path%/bin/javac}
  for candidate in \
    "${JAVA_HOME:-}" "${on_path:-}" "${JDK_25:-}" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    ${HOME:+"$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/*}; do
    [ -n "$candidate" ] || continue
    version=$(jdk_version "$candidate") || continue
    if [ -n "$version" ] && [ "$version" -ge "$wanted" ]; then
      JAVA_HOME=$candidate
      return 0
    fi
  done
  echo "quarry: no JDK $wanted found (looked at JAVA_HOME, the PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks): install one, for example Eclipse Temurin $wanted, or set JAVA_HOME" >&2
  return 1
}
