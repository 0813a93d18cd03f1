"""The macro workbook and the add-in: what is put into a package, and taken out before mailing."""
