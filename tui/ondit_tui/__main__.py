"""`python -m ondit_tui` is `ondit`."""

from __future__ import annotations

from ondit_tui.cli import main

if __name__ == "__main__":
    main()
