"""Commands that show what there is: status, query, tail, follow, verify."""
