"""What is wrong with a pipe, in sentences with limit, value and remedy: for screen, `status`, DAG and pages."""
