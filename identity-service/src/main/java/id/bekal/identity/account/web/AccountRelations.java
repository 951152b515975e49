package id.bekal.identity.account.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.identity.access.Administration;
import id.bekal.identity.account.Account;
import id.bekal.identity.account.AccountId;
import id.bekal.identity.account.Accounts;
import id.bekal.platform.security.Relations;

import org.springframework.stereotype.Component;

import java.util.Set;

/** An account is its institution's own, and the matter of the authority that oversees that. */
@Component
class AccountRelations implements Relations {

    private final Accounts accounts;
    private final Administration administration;

    AccountRelations(Accounts accounts, Administration administration) {
        this.accounts = accounts;
        this.administration = administration;
    }

    @Override
    public Resource resource() {
        return Resource.ACCOUNT;
    }

    @Override
    public Set<Relation> of(String id, InstitutionId institution) {
        return accounts.find(new AccountId(id))
                .map(Account::institution)
                .map(owner -> administration.relations(owner, institution))
                .orElse(Set.of());
    }
}
