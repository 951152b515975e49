package id.bekal.certification.issuer;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.contracts.agreements.InstitutionSnapshot;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Instant;
import java.util.Set;

/**
 * A training provider or certification body as agreements-service last told, and the code its
 * certificate numbers carry. What an institution needs to issue is asked of it here, never of
 * agreements-service.
 */
@Document("issuers")
public class Issuer extends Aggregate {

    private static final Set<InstitutionRole> ISSUING =
            Set.of(InstitutionRole.TRAINING_PROVIDER, InstitutionRole.CERTIFICATION_BODY);

    @Id private InstitutionId id;
    private String name;
    private String city;
    private Set<InstitutionRole> roles;
    private boolean inForce;
    private String code;
    private Approval approval = Approval.AUTOMATIC;
    private IssueTime issueTime = IssueTime.AT_ONCE;
    private ReplacementNumber replacementNumber = ReplacementNumber.NEW;
    private @Nullable CustodyChoice custodyChoice;
    private long toldBy;

    @SuppressWarnings("NullAway.Init")
    Issuer() {}

    /**
     * @param sequence number of the event that carried the snapshot among its institution's
     */
    public Issuer(InstitutionSnapshot snapshot, long sequence, IssuerCode code) {
        this.id = snapshot.id();
        this.code = code.value();
        this.name = snapshot.name();
        this.city = snapshot.city();
        this.roles = snapshot.roles();
        this.inForce = snapshot.inForce();
        this.toldBy = sequence;
    }

    /** Whether an institution is one that issues. */
    public static boolean isOne(InstitutionSnapshot snapshot) {
        return snapshot.roles().stream().anyMatch(ISSUING::contains);
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    /**
     * Takes over what a later event tells.
     *
     * @return false when as much or more was known already, so nothing changed
     */
    public boolean follow(InstitutionSnapshot snapshot, long sequence) {
        if (sequence <= toldBy) {
            return false;
        }
        name = snapshot.name();
        city = snapshot.city();
        roles = snapshot.roles();
        inForce = snapshot.inForce();
        toldBy = sequence;
        if (!revealsCustody()) {
            // should it become a prison again, someone is to choose again
            custodyChoice = null;
        }
        return true;
    }

    /** Numbers issued from now on carry another code. */
    public void numberUnder(IssuerCode another) {
        code = another.value();
    }

    /** Programs completed from now on wait for this word. */
    void approveBy(Approval whose) {
        approval = whose;
    }

    /** What is decided from now on is issued then. */
    void issueAt(IssueTime time) {
        issueTime = time;
    }

    void replaceUnder(ReplacementNumber number) {
        replacementNumber = number;
    }

    /**
     * Chooses whether to issue under its own name although that tells of custody. Refused where
     * there is nothing to choose: its name tells of none.
     *
     * @param by the client or account that chooses
     */
    Outcome<Issuer> chooseItsOwnName(boolean own, String by, Instant at) {
        if (!own) {
            custodyChoice = null;
        } else if (!revealsCustody()) {
            return Outcome.refused(IssuerRule.ISSUER_IS_NO_PRISON);
        } else if (custodyChoice == null) {
            custodyChoice = new CustodyChoice(by, at);
        }
        return Outcome.accepted(this);
    }

    public boolean has(InstitutionRole role) {
        return roles.contains(role);
    }

    public boolean isInForceAs(InstitutionRole role) {
        return inForce && has(role);
    }

    /**
     * A prison may itself be a training provider; its name on a certificate would say where the
     * holder was.
     */
    public boolean revealsCustody() {
        return has(InstitutionRole.CORRECTIONAL);
    }

    /** Whether its name may stand on a certificate: it tells of no custody, or that was chosen. */
    public boolean mayShowItsName() {
        return !revealsCustody() || custodyChoice != null;
    }

    public Letterhead letterhead() {
        return new Letterhead(name, city, code);
    }

    public InstitutionId id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String city() {
        return city;
    }

    public Set<InstitutionRole> roles() {
        return roles;
    }

    public boolean inForce() {
        return inForce;
    }

    public String code() {
        return code;
    }

    public Approval approval() {
        return approval;
    }

    public IssueTime issueTime() {
        return issueTime;
    }

    public ReplacementNumber replacementNumber() {
        return replacementNumber;
    }

    /** Null unless it is a prison that issues under its own name. */
    public @Nullable CustodyChoice custodyChoice() {
        return custodyChoice;
    }
}
