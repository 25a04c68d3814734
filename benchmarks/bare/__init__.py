"""What an answer costs at the very least with Django: session, user, CSRF, three rows."""
