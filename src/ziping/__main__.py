"""`python -m ziping`."""

from ziping.cli import main

raise SystemExit(main())
