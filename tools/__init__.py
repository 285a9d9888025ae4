"""What ``python3 run.py test`` and ``lock`` run; the application needs none of it."""
