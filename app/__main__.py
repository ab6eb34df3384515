"""`python -m app` is `salesclerk`."""

from app.cli import main

if __name__ == "__main__":
    main()
