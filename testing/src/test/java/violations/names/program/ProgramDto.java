package violations.names.program;

class ProgramDto {}
