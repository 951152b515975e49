package id.bekal.identity.client.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.identity.access.Administration;
import id.bekal.identity.client.ApiClient;
import id.bekal.identity.client.ApiClients;
import id.bekal.identity.client.ClientId;
import id.bekal.platform.security.Relations;

import org.springframework.stereotype.Component;

import java.util.Set;

/** A client is its institution's own, and the matter of the authority that oversees that. */
@Component
class ClientRelations implements Relations {

    private final ApiClients clients;
    private final Administration administration;

    ClientRelations(ApiClients clients, Administration administration) {
        this.clients = clients;
        this.administration = administration;
    }

    @Override
    public Resource resource() {
        return Resource.CLIENT;
    }

    @Override
    public Set<Relation> of(String id, InstitutionId institution) {
        return clients.find(new ClientId(id))
                .map(ApiClient::institution)
                .map(owner -> administration.relations(owner, institution))
                .orElse(Set.of());
    }
}
