# Sourced by mvnw and merchant-review: exports JAVA_HOME of a JDK that is new enough, or explains and exits.
# Looks at JAVA_HOME first, then at the javac on the PATH, then where systems usually keep their JDKs.
REQUIRED_JDK=21

jdk_version() { # prints the major version of the JDK in $1, nothing when it is no JDK
  [ -x "$1/bin/javac" ] || return 0
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9][0-9]*\).*/\1/p'
}

find_jdk() {
  local seen="" candidate version best="" best_version=0
  local on_path
  on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) && on_path=${on_path%/bin/javac}
  for candidate in "${JAVA_HOME:-}" "${on_path:-}"; do
    [ -n "$candidate" ] || continue
    version=$(jdk_version "$candidate")
    if [ -n "$version" ] && [ "$version" -ge "$REQUIRED_JDK" ]; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
    [ -n "$version" ] && seen="$seen
  JDK $version in $candidate (too old)"
  done
  for candidate in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    version=$(jdk_version "$candidate")
    [ -n "$version" ] || continue
    if [ "$version" -ge "$REQUIRED_JDK" ] && [ "$version" -gt "$best_version" ]; then
      best=$candidate
      best_version=$version
    elif [ "$version" -lt "$REQUIRED_JDK" ]; then
      seen="$seen
  JDK $version in $candidate (too old)"
    fi
  done
  if [ -z "$best" ]; then
    echo "Merchant Review needs a JDK $REQUIRED_JDK or newer and found none.${seen:+ Seen:$seen}" >&2
    echo "Install one (any vendor), or point JAVA_HOME at it." >&2
    return 1
  fi
  JAVA_HOME=$best
  export JAVA_HOME
}

find_jdk || exit 1
