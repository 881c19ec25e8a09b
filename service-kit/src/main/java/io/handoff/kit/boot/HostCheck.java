package io.handoff.kit.boot;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers requests to an address, to a name without dots (such as that of a container), and to the
 * names that the operator gives. All others get status 421: a web page cannot read what the service
 * says by having its own domain point to it (DNS rebinding).
 */
final class HostCheck extends OncePerRequestFilter {

  private static final int MISDIRECTED = 421;
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");

  private final Set<String> names;

  /** A check that lets these names pass, too; in lower case. */
  HostCheck(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (allows(request.getServerName())) {
      chain.doFilter(request, response);
    } else {
      response.setStatus(MISDIRECTED);
      response.setContentType("text/plain");
      response.getWriter().println("This host name is not in HANDOFF_HOSTS.");
    }
  }

  /** Whether a request to the host is answered. */
  boolean allows(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return !name.contains(".") || ADDRESS.matcher(name).matches() || names.contains(name);
  }
}
