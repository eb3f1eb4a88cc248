"""The parts of the page 名称核对: which name, who is meant, what was ruled."""
