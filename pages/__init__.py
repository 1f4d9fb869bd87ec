"""Pages of the dashboard: each file arranges parts, its stem is its address."""
