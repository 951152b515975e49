/** Encryption at rest: data keys under master keys, and keyed hashes to find by. */
@NullMarked
package id.bekal.platform.keys;

import org.jspecify.annotations.NullMarked;
