@NullMarked
package id.bekal.identity.account;

import org.jspecify.annotations.NullMarked;
