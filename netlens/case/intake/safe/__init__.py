"""What keeps a hostile or broken file from harming: what is no file, too wide, unfolds too far, or moves."""
