package violations.cycle.program;

import violations.cycle.learner.Learner;

public record Program(Learner learner) {}
