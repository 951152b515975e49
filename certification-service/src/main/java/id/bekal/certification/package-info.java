/**
 * Certificates: who may issue them, their numbers, their life, and their verification by anyone.
 */
@NullMarked
package id.bekal.certification;

import org.jspecify.annotations.NullMarked;
