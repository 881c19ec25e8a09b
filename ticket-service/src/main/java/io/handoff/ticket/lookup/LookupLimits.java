package io.handoff.ticket.lookup;

import java.time.Duration;
import java.util.Set;

/**
 * What the operator of the service allows; accounts' settings cannot go beyond it.
 *
 * @param hosts hosts that may be asked: {@code crm.example.org}, {@code *.example.org} (any below),
 *     each with {@code :port} for ports other than 80 and 443; empty: none
 * @param privateAddresses whether hosts may have addresses of private networks, or of this machine
 * @param patience how long a question is worked on in all, retries included; longer than rules
 *     wait, so that late answers still land
 * @param maxBytes largest answer
 * @param concurrency questions that are worked on at once
 * @param perAccount of these, those of one account
 * @param attempts attempts for one question
 * @param backoff pause before the second attempt; doubles
 */
public record LookupLimits(
    Set<String> hosts,
    boolean privateAddresses,
    Duration patience,
    int maxBytes,
    int concurrency,
    int perAccount,
    int attempts,
    Duration backoff) {

  public LookupLimits {
    hosts = Set.copyOf(hosts);
  }
}
