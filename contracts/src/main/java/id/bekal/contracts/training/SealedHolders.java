package id.bekal.contracts.training;

import java.util.List;

/** The plain text of {@code ProgramCompleted.sealedHolders}; never on the bus unsealed. */
public record SealedHolders(List<SealedHolder> holders) {}
