"""The report as an official document: a circular on all localities, or a rectification notice to one."""
