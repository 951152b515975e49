package violations.clean;

public class CleanApplication {}
