"""What came in and from where: disagreements, reports, what an import touched, another case beside this one."""
