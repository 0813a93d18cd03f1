"""Installing the add-in for one user, taking it away, and finding out why it does not work.

`system.py` is the only place that touches the machine; all else is logic over it.
"""
