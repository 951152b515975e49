package id.bekal.quickstart.conformance;

import org.jspecify.annotations.Nullable;

/**
 * One request, as it goes out.
 *
 * @param timestamp seconds since 1970
 * @param signature null: the header is left out
 */
record Delivery(String id, String timestamp, @Nullable String signature, String body) {}
