"""What stands between the command and the first page: checks, headers, compression, health, warmth.

Knows Starlette's shapes (ASGI), nothing of Streamlit, metrics or the store.
"""
