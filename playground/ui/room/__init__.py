"""The room on the screen: its page, and what each page shows to who is in one."""
