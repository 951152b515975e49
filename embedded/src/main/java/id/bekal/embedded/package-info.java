/**
 * A real Kafka broker and a MongoDB-protocol store inside a JVM: for trying out and for tests,
 * never for production.
 */
@NullMarked
package id.bekal.embedded;

import org.jspecify.annotations.NullMarked;
