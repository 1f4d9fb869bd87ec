"""Results and declarations on their way out: CSV, JSON, XLSX, PPTX. Knows no page."""
