package violations.adapters.program.web;

public class ProgramController {}
