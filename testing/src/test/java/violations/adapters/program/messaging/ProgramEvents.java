package violations.adapters.program.messaging;

public class ProgramEvents {}
