"""The same dashboard for an ASGI server: ``uvicorn asgi:app --host 127.0.0.1 --port 8501``."""

from dashboard import app

__all__ = ["app"]
