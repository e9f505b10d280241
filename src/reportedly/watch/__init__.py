"""Sources followed by themselves: listed, fetched politely, read, kept, looked at again; and what is new told to those who asked for it."""
