/** Staff accounts: passwords, second factors, invitations, lock-out. */
@NullMarked
package id.bekal.identity.account;

import org.jspecify.annotations.NullMarked;
