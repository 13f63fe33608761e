"""Every French sentence the bot itself says; answers live in knowledge/. A file for each subject."""
