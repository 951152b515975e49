/**
 * The embedded default: starts broker, store and services as processes of their own, keeps their
 * keys and clients, and tells the stories. Everything it writes is under {@code .bekal}.
 */
@NullMarked
package id.bekal.quickstart;

import org.jspecify.annotations.NullMarked;
