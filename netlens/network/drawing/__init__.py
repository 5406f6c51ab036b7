"""How a scene is put together: who is drawn, what is shown of them, which ties are left."""
