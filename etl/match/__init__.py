"""Which enterprise a published list means by a name: written rules attach, anything else waits for a person."""
