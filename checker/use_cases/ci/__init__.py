"""The build of a repository of submissions: its policy, what changed, what fails it, what is known."""
