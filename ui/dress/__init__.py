"""How the window looks: icons, style sheet, and what small widgets ask of the look in use."""
