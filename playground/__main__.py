"""`python -m playground …`"""

import signal
import sys

from playground.cli.interrupts import INTERRUPTED

if __name__ == "__main__":
    try:
        from playground.cli.main import main

        code = main()
        # All is said and done: Ctrl-C while TensorFlow takes itself down must not change it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
