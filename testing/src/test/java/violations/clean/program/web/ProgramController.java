package violations.clean.program.web;

import org.springframework.web.bind.annotation.RestController;

import violations.clean.program.Program;

@RestController
class ProgramController {

    String view(Program program) {
        return program.id().value();
    }
}
