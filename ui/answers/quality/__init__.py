"""What is wrong with the records, as the quality panel lists it, and the page of one problem."""
