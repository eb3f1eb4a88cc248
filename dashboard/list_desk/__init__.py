"""The parts of the page 名单: who works at it, the list as it stands, what can be done with it, what was done."""
