package violations.cycle.learner;

import violations.cycle.program.Program;

import java.util.List;

public record Learner(List<Program> programs) {

    Program first() {
        return programs.getFirst();
    }
}
