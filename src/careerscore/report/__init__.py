"""What people read: the career card and the lists of the command line."""
