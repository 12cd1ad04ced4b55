"""The same figure followed across reports: stories, threads of figures, and who said what when."""
