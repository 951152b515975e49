/**
 * What services and institutions agree on: event records, their wire names, JSON Schemas and
 * samples.
 */
@NullMarked
package id.bekal.contracts;

import org.jspecify.annotations.NullMarked;
