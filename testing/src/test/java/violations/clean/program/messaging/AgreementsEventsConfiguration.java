package violations.clean.program.messaging;

import violations.clean.program.Program;

class AgreementsEventsConfiguration {

    void on(Program program) {
        program.learners();
    }
}
