"""The terminal interface: widgets announce, screens decide, and what an engine wrote is seen only when it is cleared."""
