"""The user's own file back as a workbook, with every finding marked in its cell."""
