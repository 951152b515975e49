package violations.clean.learner;

public record Learner(String id) {}
