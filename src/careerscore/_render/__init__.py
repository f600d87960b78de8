"""Pages made of blocks, for terminals, HTML and Markdown. Nothing here knows of careers."""
