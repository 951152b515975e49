package violations.names.program;

class DateUtils {}
