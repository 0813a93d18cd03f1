"""A Word report read back: document, forms, chapters, figures, and what was not understood."""
