"""Official codes and names: places of Indonesia and, later, other lists everyone agrees on."""
