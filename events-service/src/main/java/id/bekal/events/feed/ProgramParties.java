package id.bekal.events.feed;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.training.ProgramSummary;

import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who takes part in a program: what later events of the program do not repeat. */
@Component
public class ProgramParties {

    /** A few hundred bytes each; programs that run are few, and any other is read again. */
    private static final int REMEMBERED = 10_000;

    /** Never changes once a program is planned. */
    record Parties(ProgramId id, InstitutionId provider, InstitutionId custodian) {

        /** An institution that is told of a program and neither gives nor fills it oversees it. */
        Set<Relation> relationsOf(InstitutionId institution) {
            Set<Relation> known =
                    Stream.of(Relation.PROVIDER, Relation.CUSTODIAN)
                            .filter(relation -> institution.equals(of(relation)))
                            .collect(Collectors.toSet());
            return known.isEmpty() ? Set.of(Relation.REGION) : known;
        }

        private InstitutionId of(Relation relation) {
            return relation == Relation.PROVIDER ? provider : custodian;
        }
    }

    private static final String COLLECTION = "programParties";

    private final MongoOperations mongo;
    private final ConcurrentHashMap<ProgramId, Parties> remembered = new ConcurrentHashMap<>();

    ProgramParties(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** The first event of every program says it; the same again changes nothing. */
    public void onPlanned(ProgramSummary program) {
        mongo.save(new Parties(program.id(), program.provider(), program.custodian()), COLLECTION);
    }

    /**
     * How an institution of an event's audience stands to its program.
     *
     * @throws IllegalStateException when the program was never planned: its events are no good
     */
    public Set<Relation> relationsOf(InstitutionId institution, ProgramId program) {
        return parties(program).relationsOf(institution);
    }

    private Parties parties(ProgramId program) {
        Parties known = remembered.get(program);
        if (known != null) {
            return known;
        }
        Parties stored = mongo.findById(program.value(), Parties.class, COLLECTION);
        if (stored == null) {
            throw new IllegalStateException(
                    "nothing is known of program " + program + ", which was never planned");
        }
        if (remembered.size() >= REMEMBERED) {
            remembered.clear();
        }
        remembered.put(program, stored);
        return stored;
    }
}
